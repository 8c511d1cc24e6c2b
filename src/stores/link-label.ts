// What a link is called wherever it is told of: by its source, and by itself too where the source has several.
import type { Link } from './links'
import { useSources } from './sources'

export function labelOfLink({ address: { source }, description }: Link): string {
  const sources = useSources()
  const label = sources.byId.get(source)?.label ?? source
  const links = sources.protocolOf(source)?.links.length ?? 1
  return links > 1 ? `${label}, ${description.label}` : label
}
