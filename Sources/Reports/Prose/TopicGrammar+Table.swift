import Accounts

extension TopicGrammar {
  /// Words of measures that mean the same in every topic.
  static let common = MeasureWords([
    MeasureWord("全年预算数", "全年预算", kinds: [.money]),
    MeasureWord("全年预算", "全年预算", kinds: [.money]),
    MeasureWord("调整预算数", "全年预算", kinds: [.money]),
    MeasureWord("调整预算", "全年预算", kinds: [.money]),
    MeasureWord("调整后预算", "全年预算", kinds: [.money]),
    MeasureWord("预算数", "年初预算", kinds: [.money]),
    MeasureWord("预算", "年初预算", kinds: [.money]),
    MeasureWord("预算安排", "年初预算", kinds: [.money]),
    MeasureWord("支出决算数", "支出决算", kinds: [.money, .plain]),
    MeasureWord("决算数", "支出决算", kinds: [.money, .plain]),
    MeasureWord("决算支出", "支出决算", kinds: [.money, .plain]),
    MeasureWord("支出决算", "支出决算", kinds: [.money, .plain]),
    MeasureWord("决算", "支出决算", kinds: [.money, .plain]),
    MeasureWord("执行数", "执行数", kinds: [.money]),
    MeasureWord("执行书", "执行数", kinds: [.money]),
    MeasureWord("执行金额", "执行数", kinds: [.money]),
    MeasureWord("执行率", "完成率", kinds: [.rate, .plain]),
    MeasureWord("完成率", "完成率", kinds: [.rate, .plain]),
  ])

  /// The grammar of a topic; a topic without one takes the words themselves.
  static func of(_ topic: Topic) -> TopicGrammar { table[topic] ?? plain }

  private static let plain = TopicGrammar()

  private static let budgetedProject: [MeasureWord] = [
    MeasureWord("全年预算数", "全年预算数", kinds: [.money]),
    MeasureWord("预算数", "全年预算数", kinds: [.money]),
    MeasureWord("预算", "全年预算数", kinds: [.money]),
    MeasureWord("执行率", "完成率", kinds: [.rate]),
    MeasureWord("自评得分", "得分"), MeasureWord("综合得分", "综合得分"),
  ]

  private static let cars: [SubjectWord] = [
    SubjectWord("公务用车购置及运行", "公务用车购置及运行费"),
    SubjectWord("公务用车购置和运行", "公务用车购置及运行费"),
    SubjectWord("公务用车购置", "公务用车购置费"),
    SubjectWord("公务用车运行", "公务用车运行费"),
  ]

  private static let table: [Topic: TopicGrammar] = [
    .人员构成: TopicGrammar(
      subjects: [
        SubjectWord("离退休", "离退休"), SubjectWord("离休", "离休"), SubjectWord("退休", "退休"),
        SubjectWord("在职", "在职"), SubjectWord("在编", "在职"), SubjectWord("实有人数", "在职"),
        SubjectWord("行政", "行政"), SubjectWord("参公", "参公"),
        SubjectWord("参照公务员法管理", "参公"), SubjectWord("事业", "事业"),
        SubjectWord("工勤", "工勤"), SubjectWord("聘用", "聘用"), SubjectWord("临聘", "聘用"),
      ],
      measures: [
        MeasureWord("总编制人数", "人数", subject: "", topic: .编制),
        MeasureWord("总编制", "人数", subject: "", topic: .编制),
        MeasureWord("编制人数", "人数", subject: "", topic: .编制),
        MeasureWord("编制数", "人数", subject: "", topic: .编制),
        MeasureWord("行政编制", "人数", subject: "行政", topic: .编制),
        MeasureWord("事业编制", "人数", subject: "事业", topic: .编制),
        MeasureWord("工勤编制", "人数", subject: "工勤", topic: .编制),
        MeasureWord("编制", "人数", subject: "", topic: .编制),
      ]),
    .收支总计: TopicGrammar(amount: "总计"),
    .财政拨款收支总计: TopicGrammar(amount: "总计"),
    .收入: TopicGrammar(
      subjects: [
        SubjectWord("收入合计", ""),
        SubjectWord("财政拨款收入", "财政拨款收入"),
        SubjectWord("一般公共预算财政拨款收入", "一般公共预算财政拨款收入"),
        SubjectWord("政府性基金预算财政拨款收入", "政府性基金预算财政拨款收入"),
        SubjectWord("国有资本经营预算财政拨款收入", "国有资本经营预算财政拨款收入"),
        SubjectWord("上级补助收入", "上级补助收入"), SubjectWord("事业收入", "事业收入"),
        SubjectWord("经营收入", "经营收入"),
        SubjectWord("附属单位上缴收入", "附属单位上缴收入"), SubjectWord("其他收入", "其他收入"),
        SubjectWord("年初结转和结余", "年初结转和结余"),
        SubjectWord("使用非财政拨款结余", "使用非财政拨款结余"),
      ], amount: "金额", total: "合计"),
    .支出: TopicGrammar(
      subjects: [
        SubjectWord("支出合计", ""), SubjectWord("基本支出", "基本支出"),
        SubjectWord("项目支出", "项目支出"), SubjectWord("上缴上级支出", "上缴上级支出"),
        SubjectWord("经营支出", "经营支出"),
        SubjectWord("对附属单位补助支出", "对附属单位补助支出"),
      ], amount: "金额", total: "合计"),
    .财政拨款支出: TopicGrammar(share: "占本年支出", amount: "金额"),
    .财政拨款支出结构: TopicGrammar(amount: "金额"),
    .一般公共预算财政拨款支出: TopicGrammar(measures: [
      MeasureWord("基本支出", "基本支出", kinds: [.money]),
      MeasureWord("项目支出", "项目支出", kinds: [.money]),
    ]),
    .基本支出: TopicGrammar(
      measures: [
        MeasureWord("基本支出", "金额", kinds: [.money]),
        MeasureWord("基本支出合计", "金额", kinds: [.money]),
        MeasureWord("人员经费", "人员经费", kinds: [.money]),
        MeasureWord("人员支出", "人员经费", kinds: [.money]),
        MeasureWord("公用经费", "公用经费", kinds: [.money]),
        MeasureWord("公用支出", "公用经费", kinds: [.money]),
      ]),
    .三公经费: TopicGrammar(
      subjects: [
        SubjectWord("\"三公\"经费", ""), SubjectWord("三公经费", ""),
        SubjectWord("因公出国", "因公出国（境）费"), SubjectWord("公务接待", "公务接待费"),
      ] + cars,
      measures: [
        MeasureWord("保有量", "公务用车保有量"),
        MeasureWord("团组", "团组数"), MeasureWord("团组数", "团组数"),
        MeasureWord("陪同", "陪同人次"),
      ]),
    .政府性基金预算: TopicGrammar(measures: fundMeasures),
    .国有资本经营预算: TopicGrammar(measures: fundMeasures),
    .机关运行经费: TopicGrammar(
      subjects: [SubjectWord("机关运行经费", "")],
      measures: [MeasureWord("机关运行经费支出", "金额"), MeasureWord("机关运行经费", "金额")]),
    .政府采购: TopicGrammar(
      subjects: [
        SubjectWord("政府采购支出", ""), SubjectWord("政府采购金额", ""),
        SubjectWord("政府采购货物", "货物"), SubjectWord("政府采购工程", "工程"),
        SubjectWord("政府采购服务", "服务"),
        SubjectWord("货物采购", "货物"), SubjectWord("工程采购", "工程"),
        SubjectWord("服务采购", "服务"), SubjectWord("货物支出", "货物"),
        SubjectWord("工程支出", "工程"), SubjectWord("服务支出", "服务"),
        SubjectWord("货物采购授予中小企业合同", "货物采购中小企业合同"),
        SubjectWord("工程采购授予中小企业合同", "工程采购中小企业合同"),
        SubjectWord("服务采购授予中小企业合同", "服务采购中小企业合同"),
        SubjectWord("授予中小企业合同", "中小企业合同"), SubjectWord("授予小微企业合同", "小微企业合同"),
        SubjectWord("面向中小企业预留", "中小企业预留"), SubjectWord("面向小微企业预留", "小微企业预留"),
        SubjectWord("中小企业供应商", "中小企业中标"), SubjectWord("小微企业供应商", "小微企业中标"),
      ],
      measures: [
        MeasureWord("采购项目预算金额", "预留预算")
      ], amount: "金额"),
    .车辆: TopicGrammar(
      subjects: [SubjectWord("共有车辆", ""), SubjectWord("车辆", "")],
      measures: [MeasureWord("共有车辆", "数量", subject: ""), MeasureWord("车辆", "数量", subject: "")]),
    .绩效自评工作: TopicGrammar(
      subjects: [
        SubjectWord("编报绩效目标", "编报绩效目标"), SubjectWord("绩效跟踪评价", "绩效跟踪评价"),
        SubjectWord("绩效自评的", "绩效自评"),
        SubjectWord("评级为\"优\"", "绩效评级为优"), SubjectWord("评级为\"良\"", "绩效评级为良"),
        SubjectWord("评级为\"合格\"", "绩效评级为合格"),
        SubjectWord("评级为\"不合格\"", "绩效评级为不合格"),
      ],
      measures: [
        MeasureWord("项目", "项目数", kinds: [.count]),
        MeasureWord("资金", "资金", kinds: [.money]),
        MeasureWord("涉及预算金额", "涉及预算金额", kinds: [.money]),
        MeasureWord("平均得分", "平均得分"),
      ]),
    .部门整体自评: TopicGrammar(
      measures: [
        MeasureWord("资金", "资金", kinds: [.money]),
        MeasureWord("综合得分", "综合得分"), MeasureWord("自评得分", "综合得分"),
      ] + budgetedProject),
    .项目自评: TopicGrammar(measures: budgetedProject),
  ]

  private static let fundMeasures: [MeasureWord] = [
    MeasureWord("年初结转和结余", "年初结转和结余"), MeasureWord("年末结转和结余", "年末结转和结余"),
    MeasureWord("本年收入", "本年收入"), MeasureWord("本年支出", "本年支出"),
    MeasureWord("财政拨款收入", "本年收入"), MeasureWord("财政拨款支出", "本年支出"),
  ]
}
