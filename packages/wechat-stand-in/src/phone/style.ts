/** How the phone page looks: a list and one phone beside it, or one of the two where there is room for one. */
export const STYLE = `
:root { color-scheme: light dark; --page: #eceef1; --case: #1d1f23; --phone: #f2f3f5; --card: #fff; --text: #1a1c20;
  --soft: #5c626d; --line: #e2e4e8; --accent: #0a6b3d; --tint: #e4f2ea; --alert: #c8281e; --on-alert: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0e0f11; --case: #35383e; --phone: #17191c; --card: #22252a; --text: #eceef1; --soft: #a4abb6;
    --line: #353940; --accent: #73d49c; --tint: #1f3a2b; --alert: #ff8a7d; --on-alert: #2b0a07; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: var(--page); color: var(--text);
  font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
header, main { max-width: 960px; margin: 0 auto; }
h1 { margin: 0; font-size: 24px; line-height: 1.3; }
header p { margin: 4px 0 20px; color: var(--soft); font-size: 15px; }
a { color: inherit; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
main { display: grid; gap: 24px; align-items: start; }
.phones { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line);
  border-radius: 16px; overflow: hidden; }
.phones li + li { border-top: 1px solid var(--line); }
.phones a { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; min-height: 64px; padding: 12px 16px;
  text-decoration: none; }
.phones a:hover, .phones a[aria-current] { background: var(--tint); }
.phones a:focus-visible { outline-offset: -3px; }
.phones strong { font-size: 17px; }
.phones time, .phones small, .phones .last { color: var(--soft); font-size: 14px; }
.phones small { grid-column: 1 / -1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.phones small:empty { display: none; }
.all h2 { margin: 20px 0 8px; color: var(--soft); font-size: 15px; font-weight: 400; }
.quiet { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
.quiet a { display: flex; align-items: center; min-height: 44px; padding: 0 14px; border: 1px solid var(--line);
  border-radius: 22px; background: var(--card); text-decoration: none; }
.quiet a:hover, .quiet a[aria-current] { background: var(--tint); }
.phones .last { grid-column: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.phones .badge { grid-column: 2; justify-self: end; align-self: center; }
.badge { min-width: 22px; padding: 0 7px; border-radius: 11px; background: var(--alert); color: var(--on-alert); font-size: 13px;
  line-height: 22px; text-align: center; }
.phone { width: 100%; max-width: 420px; margin: 0 auto; border: 8px solid var(--case); border-radius: 36px;
  background: var(--phone); overflow: hidden; box-shadow: 0 12px 32px rgb(0 0 0 / 14%); }
.back { display: inline-flex; align-items: center; min-height: 44px; margin: 0 0 4px; color: var(--accent); }
.phone h2 { margin: 0; padding: 16px 20px 0; font-size: 19px; line-height: 1.4; }
.known { margin: 0; padding: 0 20px 8px; color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.tabs { display: flex; gap: 4px; padding: 0 12px; overflow-x: auto; border-bottom: 1px solid var(--line); }
.tabs a { display: flex; flex: none; gap: 6px; align-items: center; min-height: 48px; padding: 0 8px;
  border-bottom: 3px solid transparent; color: var(--soft); font-size: 15px; text-decoration: none; }
.tabs a[aria-current] { border-color: var(--accent); color: var(--text); font-weight: 600; }
.tabs a:focus-visible { outline-offset: -3px; }
.list { height: min(640px, 70vh); margin: 0; padding: 4px 16px 24px; overflow-y: auto; list-style: none; }
.list time { display: block; margin: 16px 0 8px; color: var(--soft); font-size: 13px; text-align: center; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.sender { display: flex; gap: 8px; align-items: center; margin: 0; padding: 12px 16px 0; color: var(--soft);
  font-size: 14px; }
em { padding: 0 6px; border: 1px solid var(--line); border-radius: 4px; font-size: 12px; font-style: normal; }
.fresh { margin-left: auto; border-color: var(--alert); color: var(--alert); }
h3 { margin: 0; padding: 4px 16px 0; font-size: 18px; line-height: 1.4; }
.text { margin: 0; padding: 6px 16px 0; overflow-wrap: anywhere; white-space: pre-line; }
dl { margin: 0; padding: 8px 16px 0; }
dl div { display: grid; grid-template-columns: 5em 1fr; gap: 12px; padding: 3px 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
article > :last-child:not(.target) { padding-bottom: 14px; }
.target { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 12px;
  min-height: 48px; margin: 14px 0 0; padding: 8px 16px; border-top: 1px solid var(--line); font-size: 15px; }
a.target { color: var(--accent); text-decoration: none; }
a.target:hover span { text-decoration: underline; }
.target code { max-width: 100%; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
.bubble { margin: 0 32px 0 0; padding: 12px 16px; border: 1px solid var(--line); border-radius: 4px 18px 18px;
  background: var(--card); overflow-wrap: anywhere; }
.bubble a, .text a { color: var(--accent); }
.bubble .fresh { margin-left: 8px; }
.none { margin: 48px 16px; color: var(--soft); text-align: center; }
@media (min-width: 860px) {
  main.chosen { grid-template-columns: minmax(260px, 1fr) 420px; }
  main.chosen .back { display: none; }
  .open { position: sticky; top: 16px; }
}
@media (max-width: 859px) {
  main.chosen nav.all { display: none; }
}
@media (max-width: 480px) {
  body { padding: 16px 12px 32px; }
  .phone { border-width: 4px; border-radius: 24px; }
}
`;
