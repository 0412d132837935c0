/** The address of the API: empty on H5, where the API serves the page itself. */
declare const API_BASE: string;

/** The version of WeChat's speech-to-text plugin this build brings; empty where it brings none. */
declare const SPEECH_PLUGIN: string;
/** WeChat's own: a plugin that app.json names. */
declare function requirePlugin(name: string): unknown;

declare module '*.scss';
