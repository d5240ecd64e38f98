import { ApiModule } from '../api.module.js';
import { collectRoutes, type HandledRoute } from '../http/collect-routes.js';
import { controllersOf } from '../http/controllers-of.js';

/** Every route of the API, without starting a server. */
export const allRoutes = (): HandledRoute[] => collectRoutes(controllersOf(ApiModule));
