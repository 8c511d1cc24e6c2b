// Puts an alarm into words, and says where more of it is to be seen. Made of the alarms' texts.
import type { RouteLocationRaw } from 'vue-router'
import { shownState } from '../domain/limits'
import type { AlarmView } from '../stores/alarms'
import { alarmTexts } from '../texts/alarms'

/** "comes and goes, for more than a day"; empty where neither is so (A3). */
export function habitWords({ chattering, standing }: Pick<AlarmView, 'chattering' | 'standing'>): string {
  return [chattering ? alarmTexts.chattering : '', standing ? alarmTexts.standing : '']
    .filter(Boolean)
    .join(', ')
}

/**
 * What is wrong, and how it stays or returns.
 * @param limit its limit in words, where it is about a value
 */
export function alarmWords(view: AlarmView, limit: string): string {
  const { alarm, state, chattering } = view
  const isValue = alarm.kind === 'limit' || alarm.kind === 'out-of-range'
  return [
    limit || alarm.text || alarmTexts.wordless[alarm.kind],
    state !== shownState(view) ? alarmTexts.lastKnown : isValue && !chattering ? alarmTexts.settling : '',
    habitWords(view),
  ]
    .filter(Boolean)
    .join(', ')
}

export function alarmPlace({ kind, source, subject }: AlarmView['alarm']): RouteLocationRaw {
  if (kind === 'link') return '/connections'
  if (kind === 'component' || kind === 'job') return '/health'
  return subject === null ? '/events' : { name: 'sensor', params: { source, sensor: subject } }
}
