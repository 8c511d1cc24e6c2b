// How a wall and its cards learn what is near the screen. A card that sleeps is hidden but for its frame, and follows nothing.
import {
  computed,
  inject,
  onBeforeUnmount,
  onMounted,
  onScopeDispose,
  provide,
  shallowRef,
  watchEffect,
  type ComputedRef,
  type InjectionKey,
} from 'vue'
import { KEEPS_OFF_SCREEN } from '../domain/drawing'
import { useDrawing } from '../stores/drawing'
import { NearScreen, type Depth, type Nearness } from './near-screen'

const NEAR_SCREEN: InjectionKey<NearScreen> = Symbol('near screen')

/**
 * To be called by whoever shows many cards.
 * @param count how many there will be
 * @returns how to do pieces of work, as to show some of them, a few a frame
 */
export function useSlicedWall(count: () => number): NearScreen['inSlices'] {
  const near = new NearScreen()
  provide(NEAR_SCREEN, near)
  const drawing = useDrawing()
  watchEffect(() => near.setCount(count()))
  watchEffect(() => near.keepOffScreen(KEEPS_OFF_SCREEN[drawing.level]))
  onScopeDispose(() => near.stop())
  return (piece) => near.inSlices(piece)
}

/**
 * How much of a card is there now. Where nobody shows many it is all of it, awake.
 * @param startsAwake for a card that is known to be on the screen: its words come with it, not after it
 */
export function useNearness(element: () => Element | null, startsAwake: boolean): Nearness {
  const near = inject(NEAR_SCREEN, null)
  const depth = shallowRef<Depth>(near ? (startsAwake ? 1 : 0) : 2)
  const isAwake = shallowRef(!near || startsAwake)
  let observed: Element | null = null
  onMounted(() => {
    observed = element()
    if (observed) near?.observe(observed, { depth, isAwake })
  })
  onBeforeUnmount(() => {
    if (observed) near?.unobserve(observed)
  })
  return { depth, isAwake }
}

/** What it says as long as it is awake, and asleep what it said at last: of that nothing is followed then. */
export function useAwake<Said>(isAwake: () => boolean, says: () => Said): ComputedRef<Said> {
  return computed<Said>((last) => (isAwake() || last === undefined ? says() : last))
}
