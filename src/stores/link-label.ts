// What a link is called wherever it is told of: by its source, and by itself too where the source has several.
import { useLinks, type Link } from './links'
import { useSources } from './sources'

export function labelOfLink({ address: { source }, description }: Link): string {
  const label = useSources().byId.get(source)?.label ?? source
  return useLinks().of(source).length > 1 ? `${label}, ${description.label}` : label
}
