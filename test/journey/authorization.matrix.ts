/**
 * Who is answered what, route by route and act by act. The test walks every cell; a route of the server that has no row
 * here fails it, and so does a row whose route is gone.
 *
 * The columns are the people of test/support/everyone.ts. `yes` is any 2xx; otherwise the status, and among the acts:
 * `own` OWN_TICKET, `not` ACTION_NOT_YOURS, `now` ACTION_NOT_NOW, `bad` INVALID_INPUT.
 */
export const COLUMNS =
  'ano out off tkn own res gri ogr fgr com oco fco str ldr fst fld led ass ret fde cen dld sup ope';

export const ROUTES = `
GET /healthz                                                   | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /readyz                                                    | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /metrics                           from this machine       | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /metrics                           through a proxy         | 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
GET /api/openapi.json                                          | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/docs                                                  | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/docs/start.js                                         | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/docs/swagger-ui.css                                   | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/docs/swagger-ui-bundle.js                             | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/district                                           | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/place                                              | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/communities/{id}                                   | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/communities/{id}/notices                           | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/communities/{id}/posts                             | 401 401 401 403 yes yes yes yes 403 yes 403 403 yes yes 403 403 403 403 403 403 yes yes yes 403
POST /api/v1/communities/{id}/posts                            | 401 401 401 403 yes yes 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
GET /api/v1/notices                                            | 401 401 401 403 403 403 403 403 403 yes yes yes yes yes yes yes 403 403 403 403 yes yes 403 403
POST /api/v1/notices                   of hbl-hbl              | 401 401 401 403 403 403 403 403 403 yes 403 403 yes yes 403 403 403 403 403 403 yes yes 403 403
GET /api/v1/notices/{id}               out                     | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/notices/{id}               planned                 | 404 404 404 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes 404 404
PUT /api/v1/notices/{id}               out                     | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes 404 404
POST /api/v1/notices/{id}/withdraw     out                     | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes 404 404
POST /api/v1/notices/{id}/read         out                     | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/notices/{id}/read         planned                 | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes 404 404
GET /api/v1/posts                                              | 401 401 401 403 403 403 403 403 403 yes yes yes yes yes yes yes 403 403 403 403 yes yes yes 403
GET /api/v1/posts/coverage                                     | 401 401 401 403 403 403 403 403 403 yes yes yes yes yes yes yes 403 403 403 403 yes yes yes 403
GET /api/v1/posts/{id}                 waiting                 | 401 401 401 404 yes 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/posts/{id}                 shown                   | 401 401 401 404 yes yes yes yes 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
POST /api/v1/posts/{id}/comments       shown                   | 401 401 401 404 yes yes yes yes 404 403 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/posts/{id}/answers        shown                   | 401 401 401 404 403 403 403 403 404 yes 404 404 yes yes 404 404 404 404 404 404 403 403 403 404
POST /api/v1/posts/{id}/order          waiting                 | 401 401 401 404 403 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 403 403 403 404
POST /api/v1/posts/{id}/look           waiting                 | 401 401 401 404 403 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 403 403 403 404
POST /api/v1/comments/{id}/look        waiting                 | 401 401 401 404 404 403 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 403 403 403 404
GET /api/v1/wechat/callback            not set up              | 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
POST /api/v1/wechat/callback           not set up              | 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
GET /api/v1/demo/people                                        | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/sessions/wechat           a code of WeChat        | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/sessions/wechat           a code nobody gave      | 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
POST /api/v1/sessions/demo             resident-2              | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/sessions/demo             hbl-staff-2             | 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
POST /api/v1/sessions/refresh          a token of a session    | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/sessions/refresh          a token nobody gave     | 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
GET /api/v1/me                                                 | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
PUT /api/v1/me/privacy                                         | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
PUT /api/v1/me/community                                       | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
PUT /api/v1/me/name                                            | 401 401 401 403 yes yes 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
POST /api/v1/me/phone                                          | 401 401 401 403 yes yes 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
POST /api/v1/media                                             | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/media/voice                                       | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/media/{id}/{size}          signed                  | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/media/{id}/{size}          not signed              | 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
POST /api/v1/tickets                   own photo               | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/tickets                   foreign photo           | 401 401 401 400 400 yes 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400
POST /api/v1/tickets/on-behalf                                 | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes 403
POST /api/v1/tickets/similar                                   | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/tickets/{id}/similar       submitted               | 401 401 401 404 403 404 yes 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/tickets/{id}/similar       dispatched              | 401 401 401 404 403 404 yes 404 404 yes 404 404 yes yes 404 404 yes yes 404 404 yes yes yes 404
POST /api/v1/reporters/lookup                                  | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes 403
GET /api/v1/visits                                             | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes 403
POST /api/v1/visits                                            | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes 403
GET /api/v1/visits/{id}                by the grid worker      | 401 401 401 404 404 404 yes 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
POST /api/v1/visits/{id}/order         by the grid worker      | 401 401 401 404 404 404 yes 404 404 yes 404 404 yes 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/visits/{id}/answer        by the grid worker      | 401 401 401 404 404 404 yes 404 404 yes 404 404 yes 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/visits/{id}/reveal        by the grid worker      | 401 401 401 404 404 404 yes 404 404 yes 404 404 yes 403 404 404 404 404 404 404 403 403 403 404
GET /api/v1/tickets                    mine                    | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/tickets                    inbox                   | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/tickets                    all                     | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/tickets/counts                                     | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/tickets/{id}               submitted               | 401 401 401 404 yes 404 yes 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/tickets/{id}               community               | 401 401 401 404 yes 404 yes 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/tickets/{id}               dispatched              | 401 401 401 404 yes 404 yes 404 404 yes 404 404 yes yes 404 404 yes yes 404 404 yes yes yes 404
GET /api/v1/tickets/{id}               resolved                | 401 401 401 404 yes 404 yes 404 404 yes 404 404 yes yes 404 404 yes yes 404 404 yes yes yes 404
GET /api/v1/tickets/{id}               closed                  | 401 401 401 404 yes 404 yes 404 404 yes 404 404 yes yes 404 404 yes yes 404 404 yes yes yes 404
GET /api/v1/tickets/{id}               closed, hidden name     | 401 401 401 404 yes 404 yes 404 404 yes 404 404 yes yes 404 404 yes yes 404 404 yes yes yes 404
POST /api/v1/tickets/{id}/actions      submitted               | 401 401 401 404 409 404 409 404 404 409 404 404 409 409 404 404 404 404 404 404 409 409 409 404
POST /api/v1/tickets/{id}/actions      dispatched              | 401 401 401 404 409 404 409 404 404 409 404 404 409 409 404 404 409 409 404 404 409 409 409 404
POST /api/v1/tickets/{id}/join         submitted               | 401 401 401 yes 409 yes 400 yes yes 400 yes yes 400 400 yes yes yes yes yes yes 400 400 400 yes
POST /api/v1/tickets/{id}/join         closed                  | 401 401 401 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
POST /api/v1/tickets/{id}/reveal       submitted               | 401 401 401 404 403 404 yes 404 404 yes 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       reported                | 401 401 401 404 403 404 403 404 404 403 404 404 yes yes 404 404 404 404 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       dispatched              | 401 401 401 404 403 404 403 404 404 403 404 404 403 403 404 404 yes yes 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       resolved                | 401 401 401 404 403 404 yes 404 404 yes 404 404 403 403 404 404 403 403 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       assisted                | 401 401 401 404 403 404 403 404 404 403 404 404 403 403 404 404 yes 403 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       closed                  | 401 401 401 404 403 404 403 404 404 403 404 404 403 403 404 404 403 403 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       submitted, hidden name  | 401 401 401 404 403 404 403 404 404 yes 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       reported, hidden name   | 401 401 401 404 403 404 403 404 404 403 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/tickets/{id}/reveal       dispatched, hidden name | 401 401 401 404 403 404 403 404 404 403 404 404 403 403 404 404 403 403 404 404 403 403 403 404
POST /api/v1/meetings                  study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 403 403 404 404 404 404 404 404 403 403 403 404
GET /api/v1/meetings                   study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings                   weekly of the street    | 401 401 401 404 404 404 404 404 404 404 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/{id}              study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
PUT /api/v1/meetings/{id}              study of the community  | 401 401 401 404 404 404 404 404 404 409 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/meetings/{id}/start       study of the community  | 401 401 401 404 404 404 404 404 404 409 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/meetings/{id}/end         study of the community  | 401 401 401 404 404 404 404 404 404 409 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/meetings/{id}/decisions   study of the community  | 401 401 401 404 404 404 404 404 404 400 404 404 403 403 404 404 404 404 404 404 403 403 403 404
POST /api/v1/meetings/{id}/resolutions  study of the community | 401 401 401 404 404 404 404 404 404 400 404 404 403 403 404 404 404 404 404 404 403 403 403 404
GET /api/v1/meetings/people            study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 403 403 404 404 404 404 404 404 403 403 403 404
GET /api/v1/meetings/forces            study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/daily             study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/late              weekly of the street    | 401 401 401 404 404 404 404 404 404 404 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/demands           study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/demands           weekly of the street    | 401 401 401 404 404 404 404 404 404 404 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/demands/tickets   study of the community  | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/meetings/counts                                    | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/messages                                           | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/messages/{id}/read        of the reporter         | 401 401 401 404 yes 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
POST /api/v1/messages/read                                     | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/messages/read-all                                 | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/subscriptions                                     | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/me/channels                                        | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
PUT /api/v1/me/channels/employee                               | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/me/channels/wecom                                 | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/me/channels/test                                  | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/channels                                           | 401 401 401 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 yes
GET /api/v1/deliveries                                         | 401 401 401 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 yes
GET /api/v1/ledgers                                            | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/ledgers/{id}               demands                 | 401 401 401 404 404 404 404 404 404 yes yes yes yes yes yes yes yes yes yes yes yes yes yes 404
GET /api/v1/ledgers/{id}               explanations            | 401 401 401 404 404 404 404 404 404 yes yes yes yes yes yes yes 404 404 404 404 yes yes yes 404
GET /api/v1/ledgers/{id}/export        masked                  | 401 401 401 404 404 404 404 404 404 yes yes yes yes yes yes yes yes yes yes yes yes yes yes 404
GET /api/v1/ledgers/{id}/export        in the clear            | 401 401 401 404 404 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403 yes 403 403 404
GET /api/v1/ledgers/{id}/print         masked                  | 401 401 401 404 404 404 404 404 404 yes yes yes yes yes yes yes yes yes yes yes yes yes yes 404
GET /api/v1/exports                                            | 401 401 401 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 yes yes
GET /api/v1/monthly-reports                                    | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/monthly-reports/{community}/{month}                | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/monthly-reports/{community}/{month}/tickets        | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/monthly-reports/{community}/{month}/export         | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/monthly-reports/{community}/{month}/print          | 401 401 401 404 404 404 404 404 404 yes 404 404 yes yes 404 404 404 404 404 404 yes yes yes 404
GET /api/v1/backlog                    where the district does without | 401 401 401 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
GET /api/v1/backlog/tickets            where the district does without | 401 401 401 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
GET /api/v1/supervisions                                       | 401 401 401 404 404 404 404 404 404 yes yes yes yes yes yes yes yes yes yes yes yes yes yes 404
GET /api/v1/supervisions/counts                                | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/requests                                           | 401 401 401 404 404 404 404 404 404 404 404 404 404 yes 404 yes 404 404 404 404 yes yes yes 404
GET /api/v1/appeals                                            | 401 401 401 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 yes 404
GET /api/v1/codes                                              | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes 403 403 403 403 403 403 403 403
POST /api/v1/codes                     of hbl-hbl              | 401 401 401 403 403 403 yes yes 403 yes 403 403 yes yes 403 403 403 403 403 403 403 403 403 403
GET /api/v1/codes/poster               of hbl-hbl              | 401 401 401 403 403 403 yes yes 404 yes 404 404 yes yes 404 404 403 403 403 403 403 403 403 403
GET /api/v1/codes/{code}               a building              | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/codes/{code}               a code nobody made      | 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
GET /api/v1/codes/{code}/card          a building              | 401 401 401 404 404 404 yes yes 404 yes 404 404 yes yes 404 404 404 404 404 404 404 404 404 404
GET /api/v1/codes/{code}/picture       a building              | 401 401 401 404 404 404 yes yes 404 yes 404 404 yes yes 404 404 404 404 404 404 404 404 404 404
GET /api/v1/codes/{code}/image         signed                  | yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
GET /api/v1/codes/{code}/image         not signed              | 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
PUT /api/v1/codes/{code}               a building              | 401 401 401 404 404 404 yes yes 404 yes 404 404 yes yes 404 404 404 404 404 404 404 404 404 404
POST /api/v1/codes/{code}/retire       a building              | 401 401 401 404 404 404 yes yes 404 yes 404 404 yes yes 404 404 404 404 404 404 404 404 404 404
POST /api/v1/groups/arrivals           a code nobody gave      | 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
GET /api/v1/groups                                             | 401 401 401 403 403 403 yes yes yes yes yes yes yes yes yes yes 403 403 403 403 403 403 403 403
GET /api/v1/groups/counts                                      | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
POST /api/v1/groups/{id}/decide        proposed                | 401 401 401 404 404 404 yes yes 404 yes 404 404 yes yes 404 404 404 404 404 404 404 404 404 404
DELETE /api/v1/sessions/current                                | 401 401 401 yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
`;

export const ACTS = `
supplement           submitted  | 401 401 401 404 yes 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 not not not 404
supplement           department | 401 401 401 404 yes 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not not 404
withdraw             submitted  | 401 401 401 404 yes 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 not not not 404
withdraw             department | 401 401 401 404 yes 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not not 404
triage.handle        submitted  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
triage.report_up     submitted  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
triage.report_up     community  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
triage.direct        submitted  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 yes not not 404
route                submitted  | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 not not not 404
record               submitted  | 401 401 401 404 own 404 yes 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
record               community  | 401 401 401 404 own 404 yes 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
record               department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes yes 404 404 not not not 404
ask                  community  | 401 401 401 404 own 404 yes 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
ask                  street     | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
ask                  department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes not 404 404 not not not 404
assign               community  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
sign                 reported   | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
send_back            reported   | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
take                 street     | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
dispatch             street     | 401 401 401 404 own 404 not 404 404 not 404 404 not yes 404 404 404 404 404 404 yes not not 404
accept               dispatched | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes yes 404 404 not not not 404
return               dispatched | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes yes 404 404 not not not 404
part.finish          department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not yes 404 404 not not not 404
part.withdraw        department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes not 404 404 not not not 404
resolve              community  | 401 401 401 404 own 404 yes 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
resolve              street     | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
resolve              assisted   | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes not 404 404 not not not 404
rate                 resolved   | 401 401 401 404 yes 404 not 404 404 yes 404 404 not not 404 404 not not 404 404 not not not 404
triage.unreasonable  submitted  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
explain.confirm      explaining | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
explain.refuse       explaining | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
explain              explaining | 401 401 401 404 own 404 not 404 404 now 404 404 not not 404 404 404 404 404 404 not not not 404
explain              agreed     | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
review               explained  | 401 401 401 404 yes 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 not not not 404
transfer             submitted  | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 yes not not 404
transfer             reported   | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 yes not not 404
attempt              resolved   | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 not not 404 404 not not not 404
join                 community  | 401 401 401 404 now 404 bad 404 404 bad 404 404 bad bad 404 404 404 404 404 404 bad bad bad 404
leave                community  | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 not not not 404
merge                community  | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 yes not not 404
absorb               community  | 401 401 401 bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad
study                street     | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
uphold               returned   | 401 401 401 404 own 404 not 404 404 not 404 404 yes yes 404 404 404 404 404 404 not not not 404
decide               objection  | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 yes not not 404
decide.street        objection  | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 yes not not 404
set_difficulty       department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes not 404 404 not not not 404
request_due          department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes not 404 404 not not not 404
approve_due          asked      | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not yes not 404
request_extension    community  | 401 401 401 404 own 404 not 404 404 yes 404 404 not not 404 404 404 404 404 404 not not not 404
request_extension    department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes not 404 404 not not not 404
approve_extension    extending  | 401 401 401 404 own 404 not 404 404 not 404 404 not yes 404 404 404 404 404 404 not yes yes 404
refuse_request       extending  | 401 401 401 404 own 404 not 404 404 not 404 404 not yes 404 404 404 404 404 404 not yes yes 404
refuse_request       asked      | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 yes yes yes 404
suspend              community  | 401 401 401 404 own 404 not 404 404 not 404 404 not yes 404 404 404 404 404 404 not yes yes 404
suspend              department | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 yes yes yes 404
resume               suspended  | 401 401 401 404 own 404 not 404 404 yes 404 404 not yes 404 404 404 404 404 404 yes yes yes 404
supervise            community  | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 404 404 404 404 yes yes yes 404
supervise.visit      supervised | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not yes yes 404
supervise.plan       supervised | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not yes yes 404
supervise.follow     supervised | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not yes 404
interview            planned    | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not yes not 404
supervise.close      planned    | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not yes yes 404
appeal               fair       | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 yes yes 404 404 not not not 404
appeal.decide        appealed   | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not yes 404
screen.hide          submitted  | 401 401 401 404 own 404 not 404 404 yes 404 404 yes yes 404 404 404 404 404 404 not not not 404
screen.show          hidden     | 401 401 401 404 own 404 not 404 404 yes 404 404 yes yes 404 404 404 404 404 404 not not not 404
screen.show          submitted  | 401 401 401 404 own 404 not 404 404 now 404 404 now now 404 404 404 404 404 404 not not not 404
screen.hold          submitted  | 401 401 401 bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad
warn                 submitted  | 401 401 401 bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad
expire               submitted  | 401 401 401 bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad
screen.hide          closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
screen.show          closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
supplement           closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
withdraw             closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
triage.handle        closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
triage.report_up     closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
triage.direct        closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
route                closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
record               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
ask                  closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
assign               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
sign                 closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
send_back            closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
take                 closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
dispatch             closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
accept               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
return               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
part.finish          closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
part.withdraw        closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
resolve              closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
rate                 closed     | 401 401 401 404 now 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not not 404
triage.unreasonable  closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
explain.confirm      closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
explain.refuse       closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
explain              closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
review               closed     | 401 401 401 404 now 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not not 404
transfer             closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
attempt              closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
join                 closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
leave                closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
study                closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
uphold               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
decide               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
decide.street        closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
set_difficulty       closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
request_due          closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
approve_due          closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
request_extension    closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
approve_extension    closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
refuse_request       closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
suspend              closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
resume               closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
supervise            closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
supervise.visit      closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
supervise.plan       closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
supervise.follow     closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
interview            closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
supervise.close      closed     | 401 401 401 404 now 404 now 404 404 now 404 404 now now 404 404 now now 404 404 now now now 404
merge                closed     | 401 401 401 404 own 404 not 404 404 not 404 404 now now 404 404 bad bad 404 404 now not not 404
absorb               closed     | 401 401 401 bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad bad
appeal               closed     | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 now now 404 404 not not not 404
appeal.decide        closed     | 401 401 401 404 own 404 not 404 404 not 404 404 not not 404 404 not not 404 404 not not now 404
`;
