// How Django wants it proven that a request which changes something comes from a page of its own (PROTOCOLS.md, "Every system").

export const CSRF = { cookie: 'csrftoken', header: 'X-CSRFToken' } as const
