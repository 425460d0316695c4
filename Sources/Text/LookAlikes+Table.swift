// Characters taken for one another by eye in names of accounts and departments: one part more or
// less, and the forms in use before 1956. Each group is alike throughout.

enum LookAlikes {
  static let groups = [
    "出岀", "拨拔撥", "未末", "已己巳", "土士", "人入八", "日曰目", "千干于", "天夫", "贷货", "侯候",
    "帐账", "决诀決", "预顶項项預", "专传", "财材財", "政攻", "支攴", "收攸", "本木", "公厶", "务備務备",
    "购构購構", "费贾費", "资贸資", "金全", "般船", "共其", "算箅", "级给", "经径經", "济挤濟", "类粪類",
    "款欵", "员圆員", "车东車", "辆俩輛", "国园國", "营菅營", "补朴補", "缴檄繳", "属屬", "单单單",
    "总总總", "计什計", "余佘", "转传轉", "结洁結", "处外處", "区仄區", "县悬縣", "办为辦", "办力",
    "厅斤廳", "委季", "党堂黨", "组租組", "织职織", "宣宜", "统流統", "战站戰", "教敎", "育肓", "卫卩衞",
    "医匡醫", "农衣農", "业亚業", "环坏環", "园囯", "执抗執", "动劫動", "会佘會", "障陣", "议仪議",
    "检捡檢", "察寮", "纪记紀", "监盐監", "审宙審", "数敷數", "说悦說", "标杆標", "机饥機", "关美關",
    "运远運", "对村對", "业並", "绩债績", "综宗",
  ]

  /// The group of each character, by its scalar.
  static let groupOf: [Unicode.Scalar: Set<Int>] = {
    var result: [Unicode.Scalar: Set<Int>] = [:]
    for (index, group) in groups.enumerated() {
      for character in group.unicodeScalars { result[character, default: []].insert(index) }
    }
    return result
  }()

  static func lookAlike(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    guard let left = groupOf[a], let right = groupOf[b] else { return false }
    return !left.isDisjoint(with: right)
  }
}
