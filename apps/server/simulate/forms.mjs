// Fills the form of an act as a person with the app would: choices from those offered, the ready words the district has, and
// words of his own where it has none.

const WORDS = {
  question: ['请问具体是几号楼几单元？', '请问一般在什么时间？', '方便的话请再拍一张远一点的照片。'],
  answer: ['已经安排人员到现场，处理好后告诉您。', '问题已经处理完成，请您查看。', '已经核实并处理，感谢您的反映。'],
  reason: ['经核实，情况如记录所述。', '超出本单位权限。', '现场情况与反映的不一致。'],
  note: ['请抓紧办理，注意方式方法。', '已电话沟通。', '按职责分工办理。'],
  text: ['现场还是这样，补一张照片。', '已到现场查看，情况属实。', '已联系施工单位，明天进场。', '和反映人通了电话。'],
  policy: [
    '《城市居民最低生活保障审核审批办法》第九条',
    '《物业管理条例》第五十四条',
    '县（区）有关补贴办法的适用范围',
  ],
  section: ['综合行政执法办公室', '社会事务办公室', '社会治理办公室'],
};
const OTHERWISE = ['按有关规定办理。', '已核实，按程序办理。', '情况属实，请予支持。'];

/**
 * The input of an act. `set` are fields somebody decided on already; `photo` makes a photo of the person's own and gives its
 * id. `ahead` gives the instant so many working days from now.
 */
export async function fillForm(form, { set, dice, photo, now, ahead }) {
  const input = { ...set };
  const required = new Set(form.input.required ?? []);
  for (const [name, property] of Object.entries(form.input.properties ?? {})) {
    if (name in input) continue;
    const value = await answerTo(name, property, { form, needed: required.has(name), dice, photo, now, ahead });
    if (value !== undefined) input[name] = value;
  }
  return input;
}

async function answerTo(name, property, { form, needed, dice, photo, now, ahead }) {
  const options = form.options[name];
  if (property.widget === 'photos') return photos(property, dice, photo);
  // Nobody here has a voice.
  if (property.widget === 'voice') return undefined;
  if (property.widget === 'when' || property.format === 'date-time')
    return new Date(
      property.ahead === false || isPast(name) ? now - dice.below(50) * 60_000 : ahead(2 + dice.below(6)),
    ).toISOString();
  if (property.widget === 'contact')
    return { by: dice.chance(0.8) ? 'phone' : 'visit', at: new Date(now - dice.below(1800) * 1000).toISOString() };
  if (property.widget === 'flag') return dice.chance(0.2);
  if (property.type === 'array')
    return options && options.length > 0 && needed ? [dice.pick(options).value] : needed ? [] : undefined;
  if (options) return options.length > 0 ? chosen(options, needed, dice) : undefined;
  if (property.choices) return chosen(property.choices, needed, dice);
  if (property.enum)
    return chosen(
      property.enum.map((value) => ({ value })),
      needed,
      dice,
    );
  if (property.type === 'integer' || property.type === 'number') return property.minimum ?? 1;
  if (property.type === 'object') return undefined;
  if (!needed && dice.chance(0.5)) return undefined;
  return words(name, property, form, dice);
}

/** The first choice is the one the district suggests. */
function chosen(options, needed, dice) {
  if (!needed && dice.chance(0.5)) return undefined;
  return dice.chance(0.6) ? options[0].value : dice.pick(options).value;
}

function words(name, property, form, dice) {
  const ready = form.templates[name] ?? [];
  const own = WORDS[name] ?? OTHERWISE;
  const text = ready.length > 0 && dice.chance(0.7) ? dice.pick(ready) : dice.pick(own);
  return text.slice(0, property.maxLength ?? text.length);
}

async function photos(property, dice, photo) {
  const least = property.minItems ?? 0;
  const count = Math.max(least, dice.chance(0.3) ? 1 + dice.below(2) : 0);
  const ids = [];
  while (ids.length < Math.min(count, property.maxItems ?? count)) ids.push(await photo());
  return ids;
}

/** A visit or a call was made already; a deadline lies ahead. */
const isPast = (name) => /visited|^at$|happened|held|met/i.test(name);
