// How many cards of a wall there are while they come: the first screen at once, the others a few a frame (P1).
import { shallowRef, watch, type ShallowRef } from 'vue'
import { useSlicedWall } from './near-screen'

/** More than a large screen shows: so many come at once, and a wall of no more is whole wherever one looks. */
const FIRST_CARDS = 60
const AT_ONCE = 8

/** To be called by whoever shows the wall. @param wanted how many there are to be */
export function useSlicedCount(wanted: () => number): Readonly<ShallowRef<number>> {
  const inSlices = useSlicedWall(() => wanted() <= FIRST_CARDS)
  const count = shallowRef(0)
  let takeBack = (): void => undefined
  watch(
    wanted,
    (all) => {
      takeBack()
      count.value = Math.min(all, Math.max(count.value, FIRST_CARDS))
      grow(all)
    },
    { immediate: true },
  )

  function grow(all: number): void {
    if (count.value >= all) return
    takeBack = inSlices(() => {
      count.value = Math.min(all, count.value + AT_ONCE)
      grow(all)
    })
  }
  return count
}
