// What residents report: drawn from the examples of the district's own categories, some more in summer and some more in winter.
import { monthOf } from './time.mjs';

/** Words in a category's name or examples, how often such things are reported, and what makes the difference between the months. */
const COMMON = [
  [/垃圾|清运|环境卫生/, 3.2],
  [/噪|扰民/, 2.4],
  [/占道|停放|市容/, 2.2],
  [/路灯|照明/, 1.8],
  [/道路|路面|井盖/, 1.8],
  [/供水|排水|停水/, 1.7],
  [/邻里|物业/, 1.6],
  [/咨询|手续/, 1.5],
  [/绿化|树枝/, 1.1],
  [/灾害|信访事项|界址/, 0.35],
];
const SUMMER = /停电|停水|内涝|灌溉|夜间|油烟|病虫|滑坡|垃圾|食品/;
const WINTER = /拖欠|工资|燃放|取暖|燃气|水管爆裂|秸秆|低保|救助/;
const AUTUMN = /入学|划片|课后/;

const WHERE = ['门口', '旁边', '楼下', '后面', '路口', '对面', '里面', '附近'];
const STREETS = [
  '河边的路上',
  '菜市场',
  '小区',
  '学校',
  '老年活动室',
  '公交站',
  '停车场',
  '卫生室',
  '文化广场',
  '居民楼',
];
const SINCE = ['昨天开始', '已经三天了', '上个星期就这样', '有半个月了', '今天早上发现的', '时好时坏', '一直没有人管'];
const ASKED = ['问过几次没有结果', '家里人都着急', '不知道该找谁', '上个月就在问', '听说政策变了'];
const ASKS = [
  '请尽快处理。',
  '麻烦派人来看看。',
  '希望有个说法。',
  '大家都有意见。',
  '谢谢。',
  '请给个答复。',
  '请重视。',
];
/** What says by itself that something is wrong. */
const TROUBLE = /[坏破堵漏乱缺停脱堆倾倒松爆扰占欠挡塌垂糊滑涝盗损偷]|不|夜间|广场舞|喇叭|焚烧|直排/;

export class Matters {
  constructor(district, dice) {
    this.leaves = [...district.categories.values()].map((leaf) => {
      const said = `${leaf.name} ${leaf.examples}`;
      const [, often = 1] = COMMON.find(([words]) => words.test(said)) ?? [];
      return { leaf, often: often * dice.lasting(1, 0.2), season: seasonOf(said), examples: partsOf(leaf.examples) };
    });
  }

  /** What somebody at this place reports at this instant, and what is behind it. Only the simulation knows the latter. */
  next(at, dice) {
    const month = monthOf(at);
    const { leaf, examples } = dice.weighted(this.leaves, ({ often, season }) => often * season[month]);
    const what = dice.pick(examples);
    const where = `${dice.pick(STREETS)}${dice.pick(WHERE)}`;
    const text = `${reported(leaf, what, where, dice)}。${dice.pick(ASKS)}`;
    return {
      text,
      address: `${where}${1 + dice.below(88)} 号`,
      leaf,
      /** A department has to do it, whatever the community would like. */
      needsDepartment: leaf.department !== null && (leaf.direct || dice.chance(0.5)),
      urgent: dice.chance(/爆裂|停电|坍|滑坡|内涝|危险|垂落/.test(what) ? 0.8 : 0.18),
      reasonable: !dice.chance(0.03),
      misrouted: dice.chance(0.05),
      /** How much longer than usual it takes. */
      weight: dice.lasting(leaf.difficulty === 'general' ? 1 : 1.6, 0.5),
      photos: dice.chance(leaf.afterPhoto ? 0.72 : 0.3) ? 1 + dice.below(3) : 0,
    };
  }
}

/** What can be seen is said with its place, and everything else as a matter somebody asks about. */
function reported(leaf, what, where, dice) {
  if (TROUBLE.test(what) && (leaf.afterPhoto || dice.chance(0.5))) return `${where}${what}，${dice.pick(SINCE)}`;
  return leaf.afterPhoto
    ? `${where}的${what}有问题，${dice.pick(SINCE)}`
    : `想反映一下${what}的情况，${dice.pick(ASKED)}`;
}

const partsOf = (examples) => examples.split(/[、，,；;]/).filter((part) => part !== '');

function seasonOf(said) {
  const wave = (peak, height) =>
    Array.from({ length: 12 }, (_, month) => 1 + height * Math.cos((2 * Math.PI * (month - peak)) / 12));
  if (SUMMER.test(said)) return wave(6.5, 0.55);
  if (WINTER.test(said)) return wave(0.2, 0.5);
  if (AUTUMN.test(said)) return wave(7.5, 0.8);
  return wave(3, 0.08);
}
