import Accounts
import Rendering
import Reports
import Text

/// Messages on stderr, as text or, with `--errors json`, one object a line.
struct Messages {
  var form: ErrorForm = .text

  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      ErrorOutput.line(form == .json ? diagnostic.json : diagnostic.rendered())
    }
  }

  func show(_ error: ReportError) {
    show([Diagnostic(id: "report.unreadable", title: "\(error.file): \(error.reason)")])
  }

  func show(_ error: FileError) {
    show([Diagnostic(id: "file.unreadable", title: "\(error.path): \(error.reason)")])
  }

  func show(_ error: FactStoreError) {
    show([Diagnostic(id: "snapshot.damaged", title: "\(error.file): \(error.reason)")])
  }

  func show(_ error: Output.WriteError) {
    show([
      Diagnostic(
        id: "output.unwritable", title: "the output could not be written: \(error.reason)")
    ])
  }

  func usage(_ text: String) {
    show([
      Diagnostic(id: "usage", title: text, hint: "suan --help shows the options on one screen")
    ])
  }

  func note(_ text: String) {
    show([Diagnostic(id: "note", severity: .note, title: text)])
  }
}
