import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';
import { QueryFailedError } from 'typeorm';
import type { Env } from './env.ts';

/**
 * One JSON line for each event, to standard output or to `to`. Nothing personal: no bodies, no query strings, no tokens,
 * no addresses.
 */
export function createLogger(env: Pick<Env, 'logLevel'>, to: DestinationStream = pino.destination(1)): Logger {
  const options: LoggerOptions = {
    level: env.logLevel,
    base: undefined,
    formatters: { level: (label) => ({ level: label }) },
    timestamp: stdTimeFunctions.isoTime,
    serializers: { req: () => undefined, res: () => undefined, err: safeError, error: safeError },
  };
  return pino(options, to);
}

/**
 * What may be written down of an error: its kind, code, and where it happened. A database error's own text repeats the
 * values of the row, so that text is left out.
 */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const driver: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, errno } = (driver ?? {}) as { code?: unknown; errno?: unknown };
  return {
    type: error.name,
    ...(error instanceof QueryFailedError ? {} : { message: error.message }),
    ...(code === undefined ? {} : { code }),
    ...(errno === undefined ? {} : { errno }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
  };
}

/** Nest's own words go to the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, ...more: unknown[]): void {
    const error = message instanceof Error ? safeError(message) : undefined;
    this.logger.error({ context: more.at(-1), error }, error ? 'error' : String(message));
  }
  fatal(message: unknown, context?: unknown): void {
    this.logger.fatal({ context }, String(message));
  }
}
