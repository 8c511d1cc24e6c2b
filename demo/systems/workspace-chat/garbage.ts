// Frames of this system's shape that no client should trust.

/** `username` is one that clients know, so that the bad values aim at a real person. */
export function workspaceChatGarbage(username: string): string[] {
  const person = { userId: 'user_1', username }
  const said = { id: 'msg_1', ...person, text: 'A planted message', createdAt: '2026-01-16T10:00:00.000Z' }
  const message = (changes: object) => JSON.stringify({ type: 'message:new', data: { ...said, ...changes } })
  const presence = (changes: object) =>
    JSON.stringify({ type: 'presence:update', data: { ...person, status: 'away', ...changes } })
  const typing = (changes: object) =>
    JSON.stringify({ type: 'typing:indicator', data: { ...person, isTyping: true, ...changes } })
  return [
    message({ text: undefined }),
    message({ text: null }),
    message({ text: { nested: true } }),
    message({ username: undefined }),
    message({ username: 17 }),
    message({ username: '__proto__', userId: 'constructor' }),
    message({ username: `${username}\u200b` }),
    message({ id: undefined }),
    message({ id: {} }),
    message({ createdAt: 'yesterday' }),
    message({ createdAt: '9999-12-31T23:59:59Z' }),
    message({ createdAt: undefined }),
    message({ text: '<img src=x onerror=alert(1)><script>alert(1)</script>' }),
    message({ text: '\u202eright to left\u202c \u0000\u0007\u001b[31m \ud83d\ude00 \ud800' }),
    JSON.stringify({ type: 'message:new' }),
    JSON.stringify({ type: 'message:new', data: 'hello' }),
    JSON.stringify({ type: 'message:new', data: [] }),
    JSON.stringify({ type: 'message:send', text: 'not for clients' }),
    presence({ status: 'sleeping' }),
    presence({ status: null }),
    presence({ username: undefined }),
    typing({ isTyping: 'yes' }),
    typing({ username: {} }),
    JSON.stringify({ type: 'connected', username: null, connectedUsers: -5, timestamp: 1e300 }),
    JSON.stringify({ type: 'userCount', count: 'many', users: [null, {}, 5, '__proto__'] }),
    JSON.stringify({ type: 'auth:ack', ok: 'perhaps' }),
    JSON.stringify({ type: 'error', code: 17, message: '<b>bad</b>' }),
    JSON.stringify({ type: 'error' }),
  ]
}
