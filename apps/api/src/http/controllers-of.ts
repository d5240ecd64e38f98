import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';

/** The controllers of a module and its imports, read from decorators without starting anything. */
export const controllersOf = (root: Type): Type[] => {
  const seen = new Set<Type>();
  const visit = (module: Type): Type[] => {
    if (seen.has(module)) return [];
    seen.add(module);
    const imports: (Type | DynamicModule)[] = Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? [];
    const controllers: Type[] = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? [];
    return [...controllers, ...imports.flatMap((one) => visit('module' in one ? one.module : one))];
  };
  return visit(root);
};
