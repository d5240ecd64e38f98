import 'reflect-metadata';
import { allRoutes } from './all-routes.js';
import { toOpenApi } from './to-open-api.js';

// Prints the description of the API, without a server.
console.log(JSON.stringify(toOpenApi(allRoutes()), null, 2));
