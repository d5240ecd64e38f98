import 'reflect-metadata';
import { ApiModule } from '../api.module.js';
import { collectRoutes } from '../http/collect-routes.js';
import { controllersOf } from '../http/controllers-of.js';
import { toOpenApi } from './to-open-api.js';

// Prints the description of the API, without a server.
console.log(JSON.stringify(toOpenApi(collectRoutes(controllersOf(ApiModule))), null, 2));
