import { pino, stdSerializers, type Logger } from 'pino'
import { PinoPretty as pretty } from 'pino-pretty'
import type { Config } from './config.ts'

/** The log: readable and quiet on a terminal, JSON lines elsewhere. */
export function newLog(config: Pick<Config, 'logLevel'>, isTerminal: boolean): Logger {
  const level = config.logLevel ?? (isTerminal ? 'warn' : 'info')
  const serializers = { err: withoutValues }
  return isTerminal
    ? pino(
        { level, serializers },
        pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }),
      )
    : pino({ level, serializers })
}

/** A failed query names its parameters, which are texts and numbers of users; the log gets only what went wrong. */
function withoutValues(error: Error): object {
  const isQuery = 'query' in error && 'params' in error && error.cause instanceof Error
  return stdSerializers.err(isQuery ? (error.cause as Error) : error)
}
