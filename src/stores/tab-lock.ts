// Something that only one of this browser's tabs may do: the others wait until it goes (Web Locks). On an insecure origin
// there are no locks; then every tab may.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

export function useTabLock(name: string): ShallowRef<boolean> {
  const isHeld = shallowRef(false)
  // Gone on insecure origins, though its type says otherwise.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) {
    isHeld.value = true
    return isHeld
  }
  const ending = new AbortController()
  const { signal } = ending
  const hold = (): Promise<void> =>
    new Promise((release) => {
      signal.addEventListener('abort', () => release())
      isHeld.value = !signal.aborted
    })
  locks.request(name, { signal }, hold).catch(() => {
    // Refused altogether: nobody else can hold it either.
    isHeld.value = !signal.aborted
  })
  onScopeDispose(() => {
    isHeld.value = false
    ending.abort()
  })
  return isHeld
}
