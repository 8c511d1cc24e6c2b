// Keeps the connections open that carry messages and are opened only where somebody needs them, while a view needs them.
import { onScopeDispose, watch } from 'vue'
import { useLinks } from '../../stores/links'
import { useSources } from '../../stores/sources'

export function useWantedChatLinks(): void {
  const links = useLinks()
  const sources = useSources()
  let release: (() => void)[] = []

  function releaseAll(): void {
    for (const done of release) done()
    release = []
  }

  watch(
    () => sources.configs,
    (configs) => {
      const before = release
      // Wanted anew before they are let go of: what stays wanted stays open.
      release = configs.flatMap(({ id }) => {
        const protocol = sources.protocolOf(id)
        const carrier = protocol?.links.find((link) => link.id === protocol.chat?.link)
        return carrier?.onDemand ? [links.want({ source: id, link: carrier.id })] : []
      })
      for (const done of before) done()
    },
    { immediate: true },
  )
  onScopeDispose(releaseAll)
}
