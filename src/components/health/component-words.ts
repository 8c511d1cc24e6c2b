// Puts what is known of a component into words: its state, how fresh that is, its message. Made of Health's texts.
import { shownState } from '../../domain/limits'
import type { ComponentView } from '../../stores/components'
import { formatAgo, formatDuration } from '../../texts/format'
import { healthTexts } from '../../texts/health'
import { texts } from '../../texts/page'

const words = healthTexts.component
const NOTHING = '–'

/** The state as its backend last told it: "Running", "Stopped", or the backend's own word. */
export function toldStateWords({ component }: Pick<ComponentView, 'component'>): string {
  const own = component.state === 'unknown' ? component.stateText.trim() : ''
  return own === '' ? words.states[component.state] : own
}

/** What the mark on the card says; what is not known now is "Unknown", unless it was abnormal (T8). */
export function componentStateWords(view: ComponentView): string {
  const shown = shownState(view)
  if (shown === 'unknown' && view.freshness !== 'live' && view.freshness !== 'late')
    return words.states.unknown
  const isAbnormal = shown === 'warn' || shown === 'crit'
  if (isAbnormal && view.expected && view.component.state === 'stopped') return words.stoppedThough
  return toldStateWords(view)
}

/** How fresh the state is, with its age where that is worth a word (T1, T8). */
export function componentFreshnessWords(view: ComponentView): string {
  const ago = formatAgo(view.ageMs)
  if (view.freshness === 'unknown') return texts.freshness.unknown
  if (view.freshness === 'late') return texts.late(ago)
  if (view.freshness === 'live') return texts.freshness.live
  const lastKnown = words.lastKnown(toldStateWords(view), ago)
  return view.listed ? lastKnown : `${words.notListed}. ${lastKnown}`
}

/** Values of a component are true only while it runs and is heard of; servers keep old ones. */
export function showsValues({ component, freshness }: ComponentView): boolean {
  return component.state === 'running' && (freshness === 'live' || freshness === 'late')
}

/** "–" where there is no such number, or none to be believed. */
export function uptimeWords(view: ComponentView): string {
  const { uptime } = view.component
  return uptime === null || !showsValues(view) ? NOTHING : formatDuration(uptime * 1_000)
}

export function pidWords(view: ComponentView): string {
  const { pid } = view.component
  // A process id is a name, not a quantity: no separators.
  return pid === null || !showsValues(view) ? NOTHING : String(pid)
}

/** Why it failed; while the component is not held to have failed it is an old message, which some servers never clear. */
export function messageOf(view: ComponentView): { text: string; isOld: boolean } | null {
  const { error } = view.component
  if (error === null || error.trim() === '') return null
  const isOld = shownState(view) !== 'crit'
  return { text: isOld ? words.oldMessage(error) : error, isOld }
}
