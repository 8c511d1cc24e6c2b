// What a component needs only for a part of its life, made when that begins and gone when it ends.
import { effectScope, getCurrentInstance, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** To be called in a component's setup; `make` may use stores, computed values and watchers, and no lifecycle hooks. */
export function useWhile<Made>(isShown: () => boolean, make: () => Made): Readonly<ShallowRef<Made | null>> {
  const app = getCurrentInstance()?.appContext.app
  const made = shallowRef<Made | null>(null)
  let stop = (): void => undefined
  watch(
    isShown,
    (shown) => {
      stop()
      made.value = null
      if (!shown || !app) return
      const scope = effectScope(true)
      stop = () => scope.stop()
      made.value = app.runWithContext(() => scope.run(make)) ?? null
    },
    { immediate: true },
  )
  onScopeDispose(() => stop())
  return made
}
