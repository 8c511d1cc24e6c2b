// Whether the first values are on the screen: what the first view does not need is loaded after them, not beside them.
import { useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

/** A page may never show a value; after so long nothing waits for one. */
const AT_LATEST_MS = 3_000
/** After the next frame: what was rendered has been painted by then. */
const PAINTED_WITHIN_MS = 50

export const useFirstValues = defineStore('first-values', () => {
  const areRendered = shallowRef(false)
  /** Also where there are none to wait for. */
  const areShown = ref(false)

  /** Waits for them, until the scope ends that it is called in. */
  function start(): void {
    const show = (): void => {
      areShown.value = true
    }
    useTimeoutFn(show, AT_LATEST_MS)
    const painting = useTimeoutFn(show, PAINTED_WITHIN_MS, { immediate: false })
    let frame = 0
    watch(areRendered, () => {
      // None comes in a hidden page, which has nothing to hurry for.
      frame = requestAnimationFrame(() => painting.start())
    })
    onScopeDispose(() => cancelAnimationFrame(frame))
  }

  /** A value is there for everybody to see, or will be with the next frame. */
  function note(): void {
    areRendered.value = true
  }

  return { areShown, start, note }
})
