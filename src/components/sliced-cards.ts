// Which cards of a wall there are, and which of them are shown: as it opens the first screen at once, and then a few a frame
// (P1). Those that are no longer to be seen are hidden at once and stay, for to show them again takes less than to make them.
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { SensorKey } from '../domain/recorded-sensor'
import { useSlicedWall } from './nearness'

/** More than a large screen shows: so many are made at once. */
const FIRST_CARDS = 60
const AT_ONCE = 8

/** Those that there are, each with whether it is shown. */
export type Cards = ReadonlyMap<SensorKey, boolean>

/**
 * To be called by whoever shows the wall.
 * @param sensors all of the wall, in its order
 * @param wanted those of them that are to be shown
 */
export function useSlicedCards(
  sensors: () => readonly SensorKey[],
  wanted: () => ReadonlySet<SensorKey>,
): Readonly<ShallowRef<Cards>> {
  const inSlices = useSlicedWall(() => sensors().length)
  const cards = shallowRef<Cards>(new Map())
  let takeBack = (): void => undefined
  watch([sensors, wanted], () => show(Math.max(FIRST_CARDS - cards.value.size, AT_ONCE)), { immediate: true })

  function show(more: number): void {
    takeBack()
    cards.value = nextCards(sensors(), cards.value, wanted(), more)
    const isWhole = [...wanted()].every((key) => cards.value.get(key))
    if (!isWhole) takeBack = inSlices(() => show(AT_ONCE))
  }
  return cards
}

/** The cards that follow: what is not wanted is hidden, and the first `more` of what is wanted and was not shown are shown. */
export function nextCards(
  sensors: readonly SensorKey[],
  cards: Cards,
  wanted: ReadonlySet<SensorKey>,
  more: number,
): Cards {
  const next = new Map<SensorKey, boolean>()
  let left = more
  for (const key of sensors) {
    const wasShown = cards.get(key)
    const comes = wanted.has(key) && !wasShown && left > 0
    if (comes) left -= 1
    if (comes || wasShown !== undefined) next.set(key, comes || (wasShown === true && wanted.has(key)))
  }
  return next
}
