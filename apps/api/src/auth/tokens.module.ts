import type { ApiConfig } from '@media/runtime';
import { Module } from '@nestjs/common';
import { CONFIG } from '../infrastructure/process.module.js';
import { createTokens } from './tokens.js';

/** Tokens */
export const TOKENS = Symbol('tokens');

@Module({
  providers: [{ provide: TOKENS, inject: [CONFIG], useFactory: ({ jwtSecret }: ApiConfig) => createTokens(jwtSecret) }],
  exports: [TOKENS],
})
export class TokensModule {}
