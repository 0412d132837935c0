/** How the phone page looks, and how texts get into it unharmed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

export const STYLE = `
:root { color-scheme: light dark; --page: #e9ebee; --phone: #f5f6f8; --card: #fff; --text: #1b1d21; --soft: #5f6570;
  --line: #e3e5e9; --accent: #1a6b3c; }
@media (prefers-color-scheme: dark) {
  :root { --page: #101113; --phone: #191b1e; --card: #24272b; --text: #eceef1; --soft: #a2a8b3; --line: #363a40;
    --accent: #6fcf97; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: var(--page); color: var(--text);
  font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
header { max-width: 1200px; margin: 0 auto 24px; }
h1 { margin: 0; font-size: 24px; }
header p { margin: 4px 0 0; color: var(--soft); }
a { color: inherit; text-underline-offset: 3px; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 24px;
  max-width: 1200px; margin: 0 auto; align-items: start; }
.phone { background: var(--phone); border: 1px solid var(--line); border-radius: 28px; overflow: hidden;
  box-shadow: 0 8px 24px rgb(0 0 0 / 8%); }
.phone h2 { margin: 0; padding: 16px 20px 12px; font-size: 17px; line-height: 1.4; }
.phone h2 small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; overflow-wrap: anywhere; }
.bar { display: flex; justify-content: space-between; padding: 8px 20px; border-block: 1px solid var(--line);
  font-weight: 600; }
.bar span { color: var(--soft); font-weight: 400; }
.list { max-height: 560px; padding: 8px 16px 20px; overflow-y: auto; }
time { display: block; margin: 12px 0 6px; color: var(--soft); font-size: 13px; text-align: center; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.app { margin: 0; padding: 12px 16px 0; color: var(--soft); font-size: 14px; }
.app em { margin-left: 8px; padding: 0 6px; border: 1px solid var(--line); border-radius: 4px; font-size: 12px;
  font-style: normal; }
h3 { margin: 0; padding: 2px 16px 10px; font-size: 18px; line-height: 1.4; }
dl { margin: 0; padding: 0 16px 12px; }
dl div { display: flex; gap: 12px; padding: 3px 0; }
dt { flex: 0 0 5em; color: var(--soft); }
dd { flex: 1; margin: 0; overflow-wrap: anywhere; }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; padding: 10px 16px;
  border-top: 1px solid var(--line); color: var(--accent); font-size: 15px; }
footer code { color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
.none { margin: 24px 0; color: var(--soft); text-align: center; }
main > .none { grid-column: 1 / -1; }
`;
