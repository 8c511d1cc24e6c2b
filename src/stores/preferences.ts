// What this user chose, kept in this browser. Nothing secret is ever kept here (rule C7), and what is found there is
// believed only when it is a choice that the page offers: an older version, or anybody, may have written it.
import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import type { RemovableRef } from '@vueuse/core'
import type { Severity } from '../domain/updates'
import { isRecord, parseJson } from '../protocols/wire'

export const DEBOUNCE_CHOICES_MS = [16, 100, 250, 500, 1_000] as const
/** 0 keeps nothing. */
export const ARCHIVE_CHOICES_MS = [0, 900_000, 3_600_000, 14_400_000] as const
export const WINDOW_CHOICES_MS = [60_000, 300_000, 900_000, 3_600_000, 21_600_000] as const

export const usePreferences = defineStore('preferences', () => {
  /** How long incoming readings are gathered before they are drawn, in milliseconds; default one frame. */
  const debounceMs = useChoice('watchdeck:debounce', DEBOUNCE_CHOICES_MS, 16)
  /** How much time the charts of the overview show, in milliseconds. */
  const overviewWindowMs = useChoice('watchdeck:overview-window', WINDOW_CHOICES_MS, 300_000)
  /** The same for the large chart of a sensor. */
  const sensorWindowMs = useChoice('watchdeck:sensor-window', WINDOW_CHOICES_MS, 900_000)
  /** How much of each series is kept in this browser, in milliseconds; default one hour. */
  const archiveSpanMs = useChoice('watchdeck:archive-span', ARCHIVE_CHOICES_MS, 3_600_000)
  /** Limits whose severity the user chose, by `source/limit`. */
  const severities = useStorage<Readonly<Record<string, Severity>>>('watchdeck:severities', {}, undefined, {
    shallow: true,
    serializer: { read: readSeverities, write: (chosen) => JSON.stringify(chosen) },
  })

  function severityOf(source: string, limit: string, otherwise: Severity): Severity {
    return severities.value[`${source}/${limit}`] ?? otherwise
  }

  function chooseSeverity(source: string, limit: string, severity: Severity): void {
    severities.value = { ...severities.value, [`${source}/${limit}`]: severity }
  }

  /** The source is configured no longer. */
  function forgetSource(source: string): void {
    const others = Object.entries(severities.value).filter(([key]) => !key.startsWith(`${source}/`))
    severities.value = Object.fromEntries(others)
  }

  return {
    debounceMs,
    overviewWindowMs,
    sensorWindowMs,
    archiveSpanMs,
    severities,
    severityOf,
    chooseSeverity,
    forgetSource,
  }
})

function useChoice(key: string, choices: readonly number[], otherwise: number): RemovableRef<number> {
  return useStorage(key, otherwise, undefined, {
    serializer: {
      read: (raw) => choices.find((choice) => String(choice) === raw) ?? otherwise,
      write: String,
    },
  })
}

function readSeverities(raw: string): Record<string, Severity> {
  const parsed = parseJson(raw)
  if (!parsed.ok || !isRecord(parsed.value)) return {}
  return Object.fromEntries(
    Object.entries(parsed.value).filter(
      (entry): entry is [string, Severity] => entry[1] === 'warn' || entry[1] === 'crit',
    ),
  )
}
