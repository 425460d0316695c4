// The closed trees of the catalogue: name, synonyms, and the children below.

struct ClosedNode {
  var name: String
  var synonyms: [String] = []
  var children: [ClosedNode] = []
}

enum ClosedLists {
  static let table: [Axis: [ClosedNode]] = [
    .预算种类: [
      ClosedNode(name: "一般公共预算", synonyms: ["一般公共预算财政拨款"]),
      ClosedNode(name: "政府性基金预算", synonyms: ["政府性基金预算财政拨款", "政府性基金"]),
      ClosedNode(name: "国有资本经营预算", synonyms: ["国有资本经营预算财政拨款", "国有资本经营"]),
    ],
    .经费类别: [ClosedNode(name: "人员经费"), ClosedNode(name: "公用经费")],
    .三公项目: [
      ClosedNode(name: "因公出国（境）费", synonyms: ["因公出国境费用", "因公出国", "出国"]),
      ClosedNode(
        name: "公务用车购置及运行费", synonyms: ["公务用车购置及运行维护费", "公务用车"],
        children: [
          ClosedNode(name: "公务用车购置费", synonyms: ["购置费"]),
          ClosedNode(name: "公务用车运行费", synonyms: ["公务用车运行维护费", "运行费", "运行维护费"]),
        ]),
      ClosedNode(name: "公务接待费", synonyms: ["接待费", "接待"]),
    ],
    .采购类别: [
      ClosedNode(name: "货物", synonyms: ["政府采购货物支出"]),
      ClosedNode(name: "工程", synonyms: ["政府采购工程支出"]),
      ClosedNode(name: "服务", synonyms: ["政府采购服务支出"]),
    ],
    .车辆用途: [
      ClosedNode(
        name: "副部（省）级及以上领导用车", synonyms: ["副部级及以上领导用车", "部级领导干部用车"]),
      ClosedNode(name: "主要领导干部用车", synonyms: ["主要负责人用车"]),
      ClosedNode(name: "机要通信用车"),
      ClosedNode(name: "应急保障用车"),
      ClosedNode(name: "执法执勤用车"),
      ClosedNode(name: "特种专业技术用车"),
      ClosedNode(name: "离退休干部用车", synonyms: ["离退休干部服务用车"]),
      ClosedNode(name: "其他用车"),
    ],
    .人员类别: [
      ClosedNode(
        name: "在职", synonyms: ["在职人员", "在职实有人数", "在职人数"],
        children: [
          ClosedNode(name: "行政", synonyms: ["行政人员"]),
          ClosedNode(name: "事业", synonyms: ["事业人员"]),
          ClosedNode(name: "工勤", synonyms: ["工勤人员", "机关工勤"]),
        ]),
      ClosedNode(
        name: "离退休", synonyms: ["离退休人员"],
        children: [
          ClosedNode(name: "离休", synonyms: ["离休人员"]),
          ClosedNode(name: "退休", synonyms: ["退休人员"]),
        ]),
    ],
  ]
}
