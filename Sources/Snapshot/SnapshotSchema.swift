// Snapshot keeps a store of facts in one Arrow file. SNAPSHOT.md describes the schema for its
// readers; this file is the schema for its writer.

import Accounts
import Arrow

/// The columns of a snapshot, in their order.
enum SnapshotColumn: String, CaseIterable {
  case 指标, 级, 年度, 部门, 地区, 文件, 科目, 第二科目, 金额, 表, 页, 行, 列, 精度, 层

  var type: ArrowType {
    switch self {
    case .指标, .第二科目, .精度: .dictionary(.int8)
    case .地区: .dictionary(.int16)
    case .部门, .文件, .科目: .dictionary(.int32)
    case .级, .表: .integer(.int8)
    case .年度: .integer(.int16)
    case .金额: .integer(.int64)
    case .页, .列: .integer(.uint16)
    case .行: .integer(.uint32)
    case .层: .integer(.uint8)
    }
  }

  var index: Int { Self.allCases.firstIndex(of: self)! }

  /// Without these a file says nothing.
  static let required: [SnapshotColumn] = [.指标, .年度, .部门, .科目, .金额]
}

/// What the schema's metadata says of the whole.
enum SnapshotKey {
  static let version = "suan.snapshot"
  static let currentVersion = "1"
  static let fingerprint = "suan.fingerprint"
  /// Entries of 科目: those of trees, of projects beside them, and the rest.
  static let counts = "suan.counts"
  static let years = "suan.years"
  static let slices = "suan.slices"
  static let disclosing = "suan.disclosing"
  static let regions = "suan.regions"
  static let names = "suan.names"
  static let contested = "suan.contested"
  static let projects = "suan.projects"
  static let notes = "suan.notes"
  static let misprints = "suan.misprints"
  static func tree(_ axis: Axis) -> String { "suan.tree.\(axis.rawValue)" }
}

/// The pseudo-measures that a store has beside those of the catalogue.
enum StoreMeasureName {
  static let reports = "报告"
  static let aliases = "别名"
}

/// Rows that a batch has; the last one has fewer.
let rowsPerBatch = 65_536

extension FactPlace.Precision {
  /// The last printed digit with its unit: 0.01万元, 1人, 1.
  var text: String {
    let digit = scale == 0 ? "1" : "0." + String(repeating: "0", count: Int(scale) - 1) + "1"
    return digit + unit.rawValue
  }

  init?(_ text: String) {
    let digits = text.prefix { $0 == "0" || $0 == "1" || $0 == "." }
    guard let unit = Unit(rawValue: String(text.dropFirst(digits.count))) else { return nil }
    let decimals = digits.split(separator: ".", omittingEmptySubsequences: false)
    switch decimals.count {
    case 1 where digits == "1": self.init(unit: unit, scale: 0)
    case 2 where digits.hasPrefix("0.") && digits.hasSuffix("1") && digits.count <= 11:
      self.init(unit: unit, scale: UInt8(decimals[1].count))
    default: return nil
    }
  }
}
