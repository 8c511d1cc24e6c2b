// Which address shows which view. Every view is a link that can be sent to a colleague.
import { createRouter, createWebHistory, type Router } from 'vue-router'
import OverviewView from './OverviewView.vue'

export function createDeckRouter(): Router {
  return createRouter({
    history: createWebHistory(import.meta.env.BASE_URL),
    routes: [
      { path: '/', name: 'overview', component: OverviewView },
      {
        path: '/sensors/:source/:sensor',
        name: 'sensor',
        component: () => import('./SensorView.vue'),
        props: true,
      },
      { path: '/health', name: 'health', component: () => import('./HealthView.vue') },
      { path: '/events', name: 'events', component: () => import('./EventsView.vue') },
      { path: '/connections', name: 'connections', component: () => import('./ConnectionsView.vue') },
      { path: '/:elsewhere(.*)*', name: 'not-found', component: () => import('./NotFoundView.vue') },
    ],
    scrollBehavior: ({ hash }, _from, saved) => saved ?? (hash === '' ? { top: 0 } : { el: hash }),
  })
}
