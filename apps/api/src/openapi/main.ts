import 'reflect-metadata';
import { CONTROLLERS } from '../api.module.js';
import { collectRoutes } from '../http/collect-routes.js';
import { toOpenApi } from './to-open-api.js';

// Prints the description of the API, without a server.
console.log(JSON.stringify(toOpenApi(collectRoutes(CONTROLLERS)), null, 2));
