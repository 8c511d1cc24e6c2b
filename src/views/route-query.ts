// A text in the address (`?name=…`), so that what one sees can be sent as a link.
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** An empty text leaves the address. Typing replaces the entry in the history instead of filling it. */
export function useRouteQuery(name: string): WritableComputedRef<string> {
  const texts = useRouteQueries(name)
  return computed({
    get: () => (texts.value.length === 1 ? (texts.value[0] ?? '') : ''),
    set: (value) => {
      texts.value = value === '' ? [] : [value]
    },
  })
}

/** Several texts of one name (`?name=…&name=…`). */
export function useRouteQueries(name: string): WritableComputedRef<readonly string[]> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => [route.query[name] ?? []].flat().filter((value) => value !== null),
    set: (values) => {
      const others = Object.entries(route.query).filter(([key]) => key !== name)
      const own = values.length > 1 ? [...values] : values[0]
      const query = Object.fromEntries(own === undefined ? others : [...others, [name, own]])
      void router.replace({ query })
    },
  })
}
