// What the page says, Chinese and English.
"use strict";
const KG = {};

KG.words = {
  skip: ["跳到表格", "skip to the table"], tools: ["工具", "tools"], side: ["查找与筛选", "search and filters"],
  zoomIn: ["放大（+）", "zoom in (+)"], zoomOut: ["缩小（-）", "zoom out (-)"], fit: ["适合窗口", "Fit"], full: ["全屏", "Full screen"], physics: ["自动排布", "Let it move"],
  physicsHelp: ["自动排布：让节点相互推拉；再按一次恢复原样", "Let it move: nodes push and pull each other; press again to put them back"],
  print: ["打印", "Print"], theme: ["深色", "Dark"], themeLight: ["浅色", "Light"],
  search: ["查找", "Search"], searchHint: ["名称、别名或拼音（/）", "name, alias or pinyin (/)"],
  filters: ["筛选", "Filters"], program: ["项目", "Programme"], level: ["级别", "Level"], year: ["年份", "Year"], place: ["地区", "Place"],
  reset: ["全部显示", "Show everything"], types: ["类型", "Types"], kinds: ["关系", "Relations"], tabs: ["图与表", "graph and table"],
  graph: ["图", "Graph"], table: ["表", "Table"], copy: ["复制", "Copy"], csv: ["下载 CSV", "Download CSV"], panel: ["说明", "details"],
  canvas: ["关系图：方向键移动，+ - 缩放；同样的内容见“表”", "graph: arrow keys move, + - zoom; the table holds the same"],
  timeline: ["按年份", "by year"], all: ["全部", "all"], noYear: ["未载明", "not stated"], openAll: ["全部展开", "Open all"],
  closeAll: ["全部收起", "Close all"], nodes: ["个节点", "nodes"], edges: ["条关系", "relations"], shown: ["显示", "shown"],
  leftOut: ["未显示（超出数量限制，按支持度与远近取舍）", "left out (over the limit; the best supported and nearest are kept)"],
  date: ["资料截至", "data up to"], sources: ["来源", "Sources"], unknown: ["未载明", "not stated"], untitled: ["无题", "untitled"],
  aliases: ["别名", "Also called"], places: ["所在地", "Where"], support: ["提及文章数", "Articles that mention it"], said: ["说到它的文章数", "Articles that say so"],
  seen: ["资料日期", "Dates of the documents"], creditCode: ["统一社会信用代码", "Credit code"], programLevel: ["固定级别", "Level"],
  only: ["只看相邻", "Only neighbours"], hide: ["隐藏它", "Hide it"], hideAround: ["隐藏相邻", "Hide neighbours"], showAround: ["显示相邻", "Show neighbours"],
  link: ["复制链接", "Copy link"], close: ["关闭", "Close"], facts: ["事实", "Facts"], more: ["显示更多", "Show more"], evidence: ["原文", "Evidence"],
  article: ["文章", "Article"], document: ["文件", "Document"], otherArticles: ["也见于", "Also in"], openCluster: ["展开", "Open"], closeCluster: ["收起", "Close it"],
  subject: ["主体", "Subject"], relation: ["关系", "Relation"], object: ["对象", "Object"], batch: ["批次", "Batch"], product: ["产品", "Product"],
  status: ["状态", "Status"], rank: ["等次", "Grade"], grantors: ["授予单位", "Granted by"], where: ["主体所在地", "Place of subject"],
  published: ["日期", "Date"], confidence: ["可信度", "Confidence"], value: ["数量", "Number"], title: ["职务", "Position"], former: ["曾任", "former"],
  reason: ["理由", "Reason"], incomplete: ["信息不全，可能与另一条相同", "incomplete; may be the same as another"], fromCatalogue: ["来自目录，无原文", "from the catalogue, no text"],
  copied: ["已复制", "copied"], saved: ["已下载", "downloaded"], together: ["汇总的关系", "relations together"], overview: ["概览", "Overview"],
  mostTies: ["联系最多", "Most connected"], help: ["点击节点或连线看原文；双击圆圈展开；拖动平移，滚轮缩放。", "Click a node or a line for the evidence; double-click a circle to open it; drag to move, wheel to zoom."],
  firstRows: ["先列出", "first"], rowsOf: ["行，共", "rows of"], none: ["没有符合条件的关系", "nothing fits the filters"], members: ["成员", "members"], other: ["其他", "Other"],
};
KG.typeWords = {
  Company: ["企业", "Company"], Agency: ["机关", "Agency"], Organization: ["机构", "Organisation"], Person: ["人物", "Person"], Place: ["地区", "Place"],
  Program: ["项目与称号", "Programme"], Product: ["产品", "Product"], Article: ["文章", "Article"], Document: ["文件", "Document"],
};
KG.kindWords = {
  AWARDED: ["获得", "awarded"], PENDING: ["公示、到期或撤销", "proposed, expired or withdrawn"], PRODUCES: ["生产", "produces"], LOCATED_IN: ["位于", "located in"],
  HOLDS_POSITION: ["任职", "holds position"], PART_OF: ["隶属", "part of"], GRANTS: ["授予", "grants"], COUNTED: ["数量", "counted"],
  POSSIBLY_SAME: ["可能相同", "possibly the same"], SUCCEEDED_BY: ["后继", "succeeded by"], MENTIONS: ["提到", "mentions"],
};
KG.countWords = { new: ["新增", "new"], total: ["累计", "in total"], target: ["目标", "target"] };
KG.levelWords = { 国际: "international", 国家: "state", 国内: "national first", 省: "province", 市: "city", 县: "county" };

KG.language = 0; // 0 Chinese, 1 English
KG.t = (key) => KG.words[key][KG.language];
KG.typeName = (type) => KG.typeWords[type][KG.language];
KG.kindName = (kind) => KG.kindWords[kind][KG.language];
KG.levelName = (level) => (KG.language && KG.levelWords[level] ? `${level} (${KG.levelWords[level]})` : level);

/** An element with attributes and children; text only ever becomes text. */
KG.make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
KG.byId = (id) => document.getElementById(id);
KG.say = (text) => { KG.byId("status").textContent = text; };

/** Write every fixed text of the page in the language in force. */
KG.translate = () => {
  document.documentElement.lang = KG.language ? "en" : "zh-CN";
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = KG.t(one.dataset.t);
  for (const one of document.querySelectorAll("[data-t-title]")) {
    one.title = KG.t(one.dataset.tTitle);
    one.setAttribute("aria-label", one.title);
  }
  for (const one of document.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", KG.t(one.dataset.tLabel));
  for (const one of document.querySelectorAll("[data-t-placeholder]")) one.placeholder = KG.t(one.dataset.tPlaceholder);
  const language = KG.byId("language");
  language.textContent = KG.language ? "中文" : "English";
  language.lang = KG.language ? "zh-CN" : "en";
};
