// Where a socket is opened: beside its backend's REST paths, encrypted where those are.

/** @param baseUrl absolute, without a slash at the end; throws a `TypeError` where it is none */
export function socketUrl(baseUrl: string, path: string): URL {
  const url = new URL(baseUrl + path)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url
}
