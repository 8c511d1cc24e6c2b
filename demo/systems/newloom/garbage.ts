// Frames of this system's shape that no client should trust.

/** `stream` is the id of a job that clients know, so that the bad values aim at a real card. */
export function newloomGarbage(stream: number): string[] {
  const timestamp = '2025-07-31T15:47:51Z'
  const counts = { processed_count: 12, failed_count: 0, total_count: 20, execution_time: '00:00:02' }
  const said = { id: 1, content: 'Hello', user: 'operator', timestamp, chat_id: 1 }
  const status = (changes: object) =>
    JSON.stringify({ type: 'status_update', stream_id: stream, status: 'running', timestamp, ...changes })
  const stats = (changes: object) =>
    JSON.stringify({ type: 'execution_stats', stream_id: stream, stats: { ...counts, ...changes } })
  const error = (changes: object) =>
    JSON.stringify({
      type: 'error',
      stream_id: stream,
      error: { message: 'x', code: 'X', timestamp },
      ...changes,
    })
  const message = (changes: object) => JSON.stringify({ type: 'message', message: { ...said, ...changes } })
  const typing = (changes: object) =>
    JSON.stringify({ type: 'typing', chat_id: 1, user: 'operator', is_typing: true, ...changes })
  return [
    status({ stream_id: '__proto__' }),
    status({ stream_id: undefined }),
    status({ stream_id: 1e300 }),
    status({ status: 'exploded' }),
    status({ status: 17 }),
    status({ timestamp: 'yesterday' }),
    status({ timestamp: '9999-12-31T23:59:59Z' }),
    stats({ processed_count: -5 }),
    stats({ processed_count: 'many', failed_count: null }),
    stats({ processed_count: 21, total_count: 0 }),
    stats({ total_count: 0.5 }).replace('0.5', 'NaN'),
    stats({ execution_time: 'two minutes' }),
    stats({ execution_time: '99:99:99' }),
    JSON.stringify({ type: 'execution_stats', stream_id: stream }),
    JSON.stringify({ type: 'execution_stats', stream_id: stream, stats: [1, 2] }),
    error({ error: undefined }),
    error({ error: 'no object' }),
    error({ error: { message: {}, code: [] } }),
    error({ stream_id: null, error: { message: '<img src=x onerror=alert(1)>', code: '<script>' } }),
    JSON.stringify({ type: 'error', code: 'never_heard_of' }),
    JSON.stringify({ type: 'message' }),
    JSON.stringify({ type: 'message', message: 'no object' }),
    message({ id: undefined, user: undefined }),
    message({ id: '__proto__', user: 'constructor', chat_id: '__proto__' }),
    message({ content: undefined }),
    message({ content: { text: 'nested' } }),
    message({ content: '<script>alert(1)</script>', user: '<b>operator</b>' }),
    message({ content: '\u202eright to left \u0000\u0007\u001b[31m', chat_id: 99 }),
    message({ timestamp: '1970-01-01T00:00:00Z' }),
    message({ timestamp: 1e300 }),
    typing({ is_typing: 'perhaps' }),
    typing({ user: null }),
    typing({ chat_id: {} }),
  ]
}
