// What the REST interfaces of both Django systems have in common: pages of this machine may ask, problems are told
// as Django REST framework words them, and an unknown path is answered with a page.

import { Hono, type Env } from 'hono'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'

const NOT_FOUND_PAGE = '<!doctype html>\n<title>Not Found</title>\n<h1>Not Found</h1>\n'

export function djangoApplication<E extends Env>(): Hono<E> {
  const app = new Hono<E>()
  // Pages of other origins may ask: the backend has let only those of this machine come so far.
  app.use(cors({ origin: (origin) => origin, allowHeaders: ['Authorization', 'Content-Type'] }))
  app.notFound((context) => context.html(NOT_FOUND_PAGE, 404))
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.res) return context.newResponse(error.res.body, error.res)
    throw error
  })
  return app
}
