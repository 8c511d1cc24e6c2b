// A text in the address (`?name=…`), so that what one sees can be sent as a link.
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** An empty text leaves the address. Typing replaces the entry in the history instead of filling it. */
export function useRouteQuery(name: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const value = route.query[name]
      return typeof value === 'string' ? value : ''
    },
    set: (value) => {
      const others = Object.entries(route.query).filter(([key]) => key !== name)
      const query = Object.fromEntries(value === '' ? others : [...others, [name, value]])
      void router.replace({ query })
    },
  })
}
