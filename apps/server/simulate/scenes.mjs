// Drawings of what residents photograph, each as it was reported and as it was afterwards. Nobody's photos are used.

const times = (count, make) => Array.from({ length: count }, (_, at) => make(at)).join('');
const SKY =
  '<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9fc3e2"/><stop offset="1" stop-color="#e6eef2"/></linearGradient>';
const day = (rest) => `<defs>${SKY}</defs><rect width="1200" height="900" fill="url(#sky)"/>${rest}`;
const houses = `<rect x="0" y="170" width="420" height="420" fill="#d8cbb7"/><rect x="440" y="230" width="330" height="360" fill="#c9b9a1"/><rect x="800" y="140" width="400" height="450" fill="#ded3c3"/>${times(24, (at) => `<rect x="${40 + (at % 8) * 145}" y="${230 + Math.floor(at / 8) * 105}" width="58" height="64" fill="#7f97a8"/>`)}`;
const pavement = `<rect y="590" width="1200" height="310" fill="#b7b2a8"/>${times(36, (at) => `<rect x="${(at % 9) * 140 - (Math.floor(at / 9) % 2) * 60}" y="${594 + Math.floor(at / 9) * 78}" width="134" height="72" fill="${['#bdb8ae', '#b0aba1', '#c3beb4', '#aaa59b'][(at * 7) % 4]}"/>`)}`;
const bag = (x, y, size, colour) =>
  `<path d="M${x} ${y} q${size * 0.1} ${-size * 1.1} ${size * 0.5} ${-size * 1.1} q${size * 0.5} 0 ${size * 0.55} ${size * 1.1}z" fill="${colour}"/>`;
const bin = (x) =>
  `<rect x="${x}" y="430" width="170" height="230" rx="14" fill="#3f7d4e"/><rect x="${x - 10}" y="405" width="190" height="36" rx="10" fill="#2f6340"/>`;

const rubbish = (done) =>
  day(
    `${houses}${pavement}${bin(380)}${bin(600)}${
      done
        ? ''
        : bag(240, 720, 150, '#2f3136') +
          bag(360, 760, 170, '#3b3d43') +
          bag(560, 740, 190, '#6d6f73') +
          bag(760, 730, 140, '#2b2d31') +
          times(
            22,
            (at) =>
              `<circle cx="${230 + ((at * 97) % 720)}" cy="${740 + ((at * 53) % 110)}" r="${8 + (at % 4) * 4}" fill="${['#d9d2c2', '#8fae6b', '#c96f4a', '#e6d27a'][at % 4]}"/>`,
          )
    }`,
  );

const road = (done) =>
  day(
    `${houses}<path d="M0 590 H1200 V900 H0z" fill="#6c6e70"/><path d="M560 600 h40 l20 80 h-80z M530 720 h110 l30 150 h-170z" fill="#e8e4d6" opacity=".8"/>${
      done
        ? '<path d="M240 740 q160 -70 330 -10 q60 80 -80 110 q-220 20 -250 -100z" fill="#4c4e50"/>'
        : '<path d="M240 740 q160 -70 330 -10 q60 80 -80 110 q-220 20 -250 -100z" fill="#39342e"/><path d="M290 750 q120 -40 230 0 q20 50 -70 66 q-150 8 -160 -66z" fill="#5f7180"/><path d="M570 730 l110 -50 M240 740 l-120 30 M480 840 l90 50" stroke="#3a3c3e" stroke-width="8"/>'
    }`,
  );

const drain = (done) =>
  `<rect width="1200" height="900" fill="#a9a59b"/>${times(48, (at) => `<rect x="${(at % 8) * 156 - (Math.floor(at / 8) % 2) * 76}" y="${Math.floor(at / 8) * 154}" width="150" height="148" fill="${['#b3aea3', '#aaa59a', '#bab5aa', '#a29d92'][(at * 7) % 4]}"/>`)}<ellipse cx="600" cy="480" rx="300" ry="248" fill="#55585b"/>${
    done
      ? `<ellipse cx="600" cy="474" rx="278" ry="226" fill="#70757a"/>${times(8, (at) => `<path d="M${430 + at * 48} 330 V620 M380 ${350 + at * 34} H820" stroke="#5b6065" stroke-width="10"/>`)}`
      : '<ellipse cx="600" cy="480" rx="270" ry="219" fill="#15171a"/><path d="M330 480 A270 219 0 0 1 622 262 L570 420 L675 480 L525 698 A270 219 0 0 1 330 480z" fill="#7b7f83"/>'
  }`;

const lamp = (done) =>
  `<rect width="1200" height="900" fill="${done ? '#2b2f40' : '#0e1424'}"/><rect y="230" width="340" height="430" fill="#1d2536"/><rect x="880" y="190" width="320" height="470" fill="#1b2334"/>${times(12, (at) => `<rect x="${30 + (at % 4) * 76 + (at > 5 ? 880 : 0)}" y="${280 + (at % 3) * 110}" width="40" height="54" fill="${at % 5 === 0 ? '#f3cf7a' : '#141b2c'}"/>`)}<path d="M0 660 H1200 V900 H0z" fill="${done ? '#5c554b' : '#23272f'}"/><path d="M800 690 L806 180 Q810 120 720 126 L680 130" fill="none" stroke="#0a0d13" stroke-width="20"/><path d="M620 120 h80 l10 28 h-100z" fill="#0f131b"/>${
    done
      ? '<radialGradient id="glow"><stop offset="0" stop-color="#fff3c9"/><stop offset=".2" stop-color="#ffdf94" stop-opacity=".7"/><stop offset="1" stop-color="#ffb84d" stop-opacity="0"/></radialGradient><ellipse cx="660" cy="150" rx="430" ry="400" fill="url(#glow)"/><ellipse cx="660" cy="770" rx="400" ry="90" fill="#ffdf9a" opacity=".3"/>'
      : ''
  }`;

const water = (done) =>
  day(
    `${houses}${pavement}<rect x="120" y="520" width="900" height="46" rx="20" fill="#8a949c"/><rect x="560" y="505" width="60" height="76" rx="8" fill="#6e787f"/>${
      done
        ? '<rect x="540" y="500" width="100" height="86" rx="10" fill="#2f6fa3"/>'
        : `<path d="M590 560 q-40 150 -160 250 h330 q-120 -110 -150 -250z" fill="#a8cfe4" opacity=".85"/><ellipse cx="600" cy="810" rx="330" ry="60" fill="#8fbcd6" opacity=".8"/>${times(14, (at) => `<circle cx="${430 + ((at * 67) % 340)}" cy="${600 + ((at * 41) % 190)}" r="${5 + (at % 3) * 3}" fill="#e3f2fa"/>`)}`
    }`,
  );

const stairs = (done) =>
  `<rect width="1200" height="900" fill="#cfc9bd"/><rect x="0" y="0" width="1200" height="110" fill="#bdb6a9"/>${times(7, (at) => `<path d="M${180 + at * 60} ${820 - at * 92} H1080 v92 H${180 + at * 60}z" fill="${at % 2 ? '#a9a294' : '#b6afa1'}"/>`)}<path d="M160 800 L620 120" stroke="#6b5a44" stroke-width="22"/>${
    done
      ? ''
      : '<rect x="560" y="420" width="240" height="210" fill="#8b5e3c"/><rect x="590" y="300" width="180" height="120" fill="#a5764f"/><rect x="800" y="540" width="200" height="190" fill="#6f7f8c"/><circle cx="470" cy="720" r="86" fill="none" stroke="#33373b" stroke-width="16"/><circle cx="640" cy="730" r="86" fill="none" stroke="#33373b" stroke-width="16"/><path d="M470 720 L560 610 L640 730 M560 610 L530 580" stroke="#b0413e" stroke-width="12" fill="none"/>'
  }`;

/** The first whose words fit is what a photo of the category shows. */
const SCENES = [
  { name: 'lamp', draw: lamp, fits: /路灯|照明|灯罩/ },
  { name: 'drain', draw: drain, fits: /井盖|道路|路面/ },
  { name: 'water', draw: water, fits: /供水|排水|水管|内涝|水渠/ },
  { name: 'rubbish', draw: rubbish, fits: /垃圾|清运|污|绿化|市容/ },
  { name: 'road', draw: road, fits: /公路|村道|塌方|停放/ },
  { name: 'stairs', draw: stairs, fits: /./ },
];

export const sceneOf = (leaf) => SCENES.find(({ fits }) => fits.test(`${leaf.name} ${leaf.examples}`)).name;

export const drawings = () =>
  SCENES.flatMap(({ name, draw }) =>
    [false, true].map((done) => ({
      name: `${name}-${done ? 'after' : 'before'}`,
      svg: `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">${draw(done)}</svg>`,
    })),
  );
