// The codes of tickets in words, English and Chinese; what the lists do not have is shown as it is.
import { t } from './form.js';

const words = {
  kind: {
    REPAIR: ['Repair', '报修'],
    COMPLAINT: ['Complaint', '投诉'],
    INQUIRY: ['Inquiry', '咨询'],
    SUGGESTION: ['Suggestion', '建议'],
    VALUE_ADDED: ['Paid service', '增值服务']
  },
  priority: {
    EMERGENCY: ['Emergency', '紧急'],
    URGENT: ['Urgent', '加急'],
    NORMAL: ['Normal', '普通'],
    LOW: ['Low', '低']
  },
  status: {
    REGISTERED: ['Registered', '已登记'],
    OWNED: ['Taken', '已受理'],
    IN_PROGRESS: ['In progress', '处理中'],
    WAITING_RESIDENT: ['Waiting for the resident', '等待住户'],
    RESOLVED: ['Resolved', '已解决'],
    VISITED: ['Return visit made', '已回访'],
    CLOSED: ['Closed', '已关闭'],
    WITHDRAWN: ['Withdrawn', '已撤单'],
    REJECTED: ['Rejected', '不予受理'],
    DUPLICATE: ['Duplicate', '重复工单']
  },
  outcome: {
    ANSWERED: ['Answered', '已答复'],
    REPAIR: ['Repair', '上门维修'],
    INVESTIGATE: ['Investigate', '需要调查'],
    REFERRED: ['Refer to others, follow it', '转介并跟进'],
    DUPLICATE: ['Duplicate', '重复工单'],
    REJECTED: ['Reject', '不予受理']
  },
  provider: {
    OWN: ['Our own people', '自有人员'],
    CONTRACTOR: ['Contractor', '承包商'],
    DEVELOPER: ['Developer', '开发商']
  },
  payer: {
    RESIDENT: ['Resident', '住户'],
    DEVELOPER: ['Developer', '开发商'],
    CONTRACTOR: ['Contractor', '承包商']
  },
  channel: {
    FRONT_DESK: ['Front desk', '前台'],
    PHONE: ['Telephone', '电话'],
    EMAIL: ['E-mail', '邮件'],
    APP: ['App', 'App'],
    HOTLINE: ['City hotline', '市民热线'],
    PATROL: ['Patrol', '巡查'],
    MONITORING: ['Monitoring centre', '监控中心'],
    API: ['Other system', '外部系统'],
    IMPORT: ['Import', '导入']
  },
  person: {
    OWNER: ['Owner', '业主'],
    TENANT: ['Tenant', '租户'],
    OCCUPANT: ['Lives there', '同住人'],
    VISITOR: ['Visitor', '访客'],
    STAFF: ['Staff', '员工'],
    SYSTEM: ['System', '系统']
  },
  contact: {
    PHONE: ['telephone', '电话'],
    EMAIL: ['e-mail', '邮件'],
    SMS: ['SMS', '短信'],
    APP: ['app', 'App']
  },
  stage: {
    BEFORE: ['Before', '维修前'],
    AFTER: ['After', '维修后'],
    EVIDENCE: ['Evidence', '凭证']
  },
  role: {
    'front-desk': ['Front desk', '前台'],
    'monitoring-center': ['Monitoring centre', '监控中心'],
    housekeeper: ['Housekeeper', '管家'],
    dispatcher: ['Dispatcher', '调度'],
    technician: ['Technician', '维修技工'],
    'engineering-office': ['Engineering office', '工程部'],
    'callback-agent': ['Call-back agent', '回访专员'],
    supervisor: ['Supervisor', '主管'],
    manager: ['Manager', '经理']
  },
  target: {
    RESPONSE: ['First reply', '首次答复'],
    ATTENDANCE: ['On site', '到场'],
    MADE_SAFE: ['Made safe', '险情排除'],
    RESOLUTION: ['Resolution', '解决'],
    CALLBACK: ['Return visit', '回访'],
    PROGRESS: ['Progress report', '进度反馈'],
    DISPATCH: ['Dispatch', '派工'],
    ACCEPT: ['Acceptance', '接单'],
    INVESTIGATION: ['Investigation', '调查'],
    FOLLOW_UP: ['Follow-up of the objection', '异议跟进']
  },
  clock: {
    RUNNING: ['running', '计时中'],
    PAUSED: ['paused', '已暂停'],
    MET: ['kept', '按时完成'],
    BREACHED: ['overrun', '已超时'],
    CANCELLED: ['not needed any more', '已取消']
  },
  pause: {
    RESIDENT_ABSENT: ['the resident was not at home', '住户不在家'],
    RESIDENT_ASKED_LATER: ['the resident asked for a later date', '住户要求改期'],
    RESIDENT_DECIDES_QUOTE: ['the resident decides on the quote', '等待住户确认报价'],
    ACCESS_REFUSED: ['access was refused', '住户拒绝入户'],
    FORCE_MAJEURE: ['force majeure', '不可抗力']
  },
  told: {
    OWNER: ['owner', '负责人'],
    SUPERVISOR: ['supervisor', '主管'],
    MANAGER: ['manager', '经理'],
    CANDIDATES: ['everybody who can take it', '所有可接单人员'],
    ON_CALL: ['on call', '值班人员']
  },
  cause: {
    RESIDENT: ['Resident', '住户原因'],
    STAFFING: ['Too few people', '人手不足'],
    PARTS: ['Parts', '配件'],
    CONTRACTOR: ['Contractor', '承包商'],
    DEVELOPER: ['Developer', '开发商'],
    DESIGN: ['Design or construction', '设计或施工'],
    PROMISE: ['Promise at the sale', '销售承诺'],
    ESTIMATE: ['Wrong estimate', '预估有误'],
    OTHER: ['Other', '其他']
  },
  result: {
    DONE: ['Done', '已修好'],
    MADE_SAFE: ['Made safe, not repaired yet', '险情已排除，待修复'],
    PARTIAL: ['Partly done', '部分完成'],
    DIAGNOSED: ['Cause found, another visit', '已查明原因，需再次上门'],
    NO_FAULT: ['No fault found', '未发现故障'],
    ABSENT: ['Nobody at home', '住户不在家'],
    MISSED_BY_US: ['We missed the appointment', '我方失约'],
    NEEDS_PARTS: ['Parts needed', '需要配件'],
    NEEDS_QUOTE: ['Quote needed', '需要报价'],
    NEEDS_NEIGHBOUR: ['Another home must be opened', '需进入邻户'],
    NEXT_TRADE: ['Another trade goes on', '转其他工种'],
    REFUSED: ['Resident refused', '住户拒绝']
  },
  action: {
    REWORK: ['Work again, free of charge', '免费返工'],
    EXPLAIN: ['Explain', '解释说明'],
    COMPENSATE: ['Compensate', '给予补偿']
  },
  next: {
    NEW_APPOINTMENT: ['A new appointment', '重新预约'],
    OTHER_PROVIDER: ['Another provider', '更换处理单位'],
    CLOSE_WITHOUT_WORK: ['Close without work', '不处理，直接结案']
  },
  dispatched: {
    BY_POLICY: ['assigned by policy', '按规则自动派工'],
    TRADE: ['right trade', '工种相符'],
    ON_DUTY: ['on duty', '当班'],
    SAME_BUILDING_BEFORE: ['in the building before', '此前在本楼'],
    SAME_BUILDING_AFTER: ['in the building after', '此后在本楼'],
    SAME_REGION_BEFORE: ['nearby before', '此前在本区'],
    SAME_REGION_AFTER: ['nearby after', '此后在本区'],
    RESPONSIBLE: ['responsible for the region', '本区域负责人'],
    WORKS_HERE: ['works in the region', '本区域人员'],
    OPEN_ORDERS: ['few open orders', '在手工单不多'],
    HOURS_PLANNED: ['room in the day', '当天有余量'],
    KNOWS_THE_FAULT: ['repaired the same fault before', '上次维修过同一故障']
  },
  entry: {
    REGISTERED: ['registered', '登记'],
    OWNED: ['taken', '受理'],
    REPLIED: ['replied', '答复'],
    ASSESSED: ['assessed', '研判'],
    DISPATCHED: ['dispatched', '派工'],
    APPOINTMENT: ['appointment', '预约'],
    VISITED_HOME: ['visit', '上门'],
    WORK: ['work', '维修'],
    INVESTIGATED: ['investigated', '调查'],
    SOLVED: ['result told', '告知结果'],
    REJECTED: ['rejection', '不予受理'],
    RETURN_VISIT: ['return visit', '回访'],
    OBJECTED: ['objection', '异议'],
    FOLLOWED_UP: ['follow-up', '异议跟进'],
    PAUSED: ['paused', '暂停'],
    RESUMED: ['resumed', '恢复'],
    RUNG: ['reminder', '提醒'],
    HANDOVER: ['hand-over', '交接'],
    OWNER_CHANGED: ['owner changed', '更换负责人'],
    REPRIORITISED: ['priority', '优先级'],
    URGED: ['urged', '催办'],
    COMMENTED: ['comment', '备注'],
    WITHDRAWN: ['withdrawn', '撤单'],
    LINKED: ['linked', '关联'],
    NOTICE: ['notice', '通知'],
    CAUSE: ['cause', '超时原因'],
    DECIDED: ['decision', '决定'],
    CLOSED: ['closed', '关闭'],
    IMPORTED: ['imported', '导入']
  },
  link: {
    RECURRENCE_OF: ['Same as', '再次发生，前单'],
    DUPLICATE_OF: ['Duplicate of', '重复工单，原单'],
    SPLIT_FROM: ['Split from', '拆分自'],
    LINKED: ['Linked', '关联']
  }
};

/** A code in words: `code('priority', 'URGENT')`. */
export const code = (list, key) => (words[list]?.[key] ? t(...words[list][key]) : String(key ?? ''));

/** A list of codes for a choice: all of it, or those named. */
export const codes = (list, keys = Object.keys(words[list])) => keys.map(key => ({ key, name: code(list, key) }));
