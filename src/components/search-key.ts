// The key "/" leads to the search field of a view, unless somebody is typing.
import { onKeyStroke } from '@vueuse/core'

export function useSearchKey(field: () => HTMLInputElement | null): void {
  onKeyStroke('/', (event) => {
    const { target } = event
    const isTyping = target instanceof Element && target.closest('input, select, textarea, [contenteditable]')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    field()?.focus()
  })
}
