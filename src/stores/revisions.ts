// Counts that say that something outside of Vue's reactivity changed, one a key.
import { shallowRef, type ShallowRef } from 'vue'

export type Revisions<Key> = Map<Key, ShallowRef<number>>

export function refIn<Key>(refs: Revisions<Key>, key: Key): ShallowRef<number> {
  const known = refs.get(key)
  if (known) return known
  const fresh = shallowRef(0)
  refs.set(key, fresh)
  return fresh
}

export function bump<Key>(refs: Revisions<Key>, key: Key): void {
  refIn(refs, key).value++
}

/** What it counted is gone; who looks at it looks once more. */
export function drop<Key>(refs: Revisions<Key>, key: Key): void {
  bump(refs, key)
  refs.delete(key)
}
