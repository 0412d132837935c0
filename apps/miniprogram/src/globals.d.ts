/** The address of the API: empty on H5, where the API serves the page itself. */
declare const API_BASE: string;

declare module '*.scss';
