/** The server's log (pino), for whoever works without a request; within one, `request.log` knows its id. */
export const LOGGER = Symbol('LOGGER');
