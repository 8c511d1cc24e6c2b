// Fetches `watchdeck.json`; that it cannot be had is a problem like any other.
import { excerpt } from '../protocols/redaction'
import { configurationTexts } from '../texts/configuration'
import { parseConfiguration, unreadable, type Configuration } from './configuration'

const FILE_DEADLINE_MS = 10_000

export async function readConfigurationFile(): Promise<Configuration> {
  const problem = (found: string): Configuration =>
    unreadable({ key: configurationTexts.wholeFile, expected: configurationTexts.notFound, found })
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}watchdeck.json`, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(FILE_DEADLINE_MS),
    })
    const body = await response.text()
    if (response.ok) return parseConfiguration(body, location.origin)
    // The development server says in plain text what is wrong with the file; a web server's page is HTML.
    const words = body.trimStart().startsWith('<') ? '' : excerpt(body.trim(), 300)
    return problem(words || configurationTexts.status(response.status))
  } catch {
    return problem(configurationTexts.unreachable)
  }
}
