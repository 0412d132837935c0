/** Every page of the app. A path stands here and in app.config.ts, nowhere else. */
export const routes = {
  home: '/pages/home/index',
  tickets: '/pages/tickets/index',
  messages: '/pages/messages/index',
  me: '/pages/me/index',
  login: '/pages/login/index',
} as const;
