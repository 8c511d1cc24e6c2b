// What Health has to say because an alarm says so, each thing once: what a link's, a component's or a
// job's own finding tells is not told again. Pure.
import { shownState } from '../../domain/limits'
import type { Severity } from '../../domain/updates'
import type { AlarmView } from '../../stores/alarms'
import { healthTexts } from '../../texts/health'
import { alarmPlace, alarmWords } from '../alarm-words'
import { jobFindingKey } from './job-findings'
import type { Finding } from './overall-health'

/** @param limit its limit in words, where it is about a value */
export function alarmFinding(view: AlarmView, limit: string): Finding {
  const { alarm, state, lastKnown } = view
  return {
    key: `alarm ${alarm.key}`,
    subject: alarm.name,
    state,
    lastKnown,
    words: alarmWords(view, limit),
    to: alarmPlace(alarm),
    counted: true,
  }
}

/** More alarms than a person can follow (A3); they may all have returned. */
export function floodFinding(): Finding {
  const { flood, floodWhat } = healthTexts.findings
  return {
    key: 'flood',
    subject: flood,
    state: 'warn',
    lastKnown: null,
    words: floodWhat,
    to: { path: '/events', query: { kind: 'alarm' } },
    counted: true,
  }
}

/** Of which severities components have alarms, by the component's key. */
export function componentAlarms(views: readonly AlarmView[]): Map<string, Severity[]> {
  const found = new Map<string, Severity[]>()
  for (const { alarm } of views) {
    if (alarm.kind !== 'component') continue
    const key = placeOf(alarm)
    found.set(key, [...(found.get(key) ?? []), alarm.severity])
  }
  return found
}

/** Whether what the alarm says was found at its link, its component or its job already. */
export function isFound({ alarm }: AlarmView, found: readonly Finding[]): boolean {
  if (alarm.kind !== 'link' && alarm.kind !== 'component' && alarm.kind !== 'job') return false
  const own = found.find(({ key, counted }) => counted && key === placeOf(alarm))
  return own !== undefined && (alarm.kind === 'link' || shownState(own) === alarm.severity)
}

/** The key of its link or its component, or of its job's finding. */
function placeOf({ kind, source, subject }: AlarmView['alarm']): string {
  const key = `${source}/${subject ?? ''}`
  return kind === 'job' ? jobFindingKey(key) : key
}
