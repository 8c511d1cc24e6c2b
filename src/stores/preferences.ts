// What this user chose, kept in this browser. Nothing secret is ever kept here (rule C7).
import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import type { Severity } from '../domain/updates'

export const DEBOUNCE_CHOICES_MS = [16, 100, 250, 500, 1_000] as const
export const WINDOW_CHOICES_MS = [60_000, 300_000, 900_000, 3_600_000, 21_600_000] as const

export const usePreferences = defineStore('preferences', () => {
  /** How long incoming readings are gathered before they are drawn, in milliseconds; default one frame. */
  const debounceMs = useStorage<number>('watchdeck:debounce', 16)
  /** How much time the charts of the overview show, in milliseconds. */
  const overviewWindowMs = useStorage<number>('watchdeck:overview-window', 300_000)
  /** The same for the large chart of a sensor. */
  const sensorWindowMs = useStorage<number>('watchdeck:sensor-window', 900_000)
  /** Limits whose severity the user chose, by source and limit. */
  const severities = useStorage<Record<string, Severity>>('watchdeck:severities', {})

  function severityOf(source: string, limit: string, otherwise: Severity): Severity {
    const chosen = Object.entries(severities.value).find(([key]) => key === `${source}/${limit}`)?.[1]
    return chosen === 'crit' || chosen === 'warn' ? chosen : otherwise
  }

  function chooseSeverity(source: string, limit: string, severity: Severity): void {
    severities.value = { ...severities.value, [`${source}/${limit}`]: severity }
  }

  return { debounceMs, overviewWindowMs, sensorWindowMs, severities, severityOf, chooseSeverity }
})
