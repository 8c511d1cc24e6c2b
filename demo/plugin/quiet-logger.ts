// Vite's logger without the lines that its proxy writes whenever a page or the backend goes: the page shows that.

import { createLogger, type Logger, type LogLevel } from 'vite'

const PROXY_LINE = /(http|ws) proxy (socket )?error/

export function quietLogger(level: LogLevel | undefined, clearScreen: boolean | undefined): Logger {
  const logger = createLogger(level, clearScreen === undefined ? {} : { allowClearScreen: clearScreen })
  const { error } = logger
  logger.error = (message, options) => {
    if (!PROXY_LINE.test(message)) error(message, options)
  }
  return logger
}
