import 'reflect-metadata';
import { allRoutes } from './all-routes.js';
import { toOpenApi } from './to-open-api.js';

// Prints the OpenAPI document without starting a server.
console.log(JSON.stringify(toOpenApi(allRoutes()), null, 2));
