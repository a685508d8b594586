//! `factdeck check` as a build runs it: the real binary over real folders.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const HEAD: &str = "id = \"t\"\ntitle = \"T\"\nlanguage = \"en\"\n[source.doc]\ntitle = \"D\"\n";
const GOOD: &str = "title = \"Good\"\nsource = \"doc, lead\"\n[[fact]]\nid = \"good\"\n\
                    ask = \"How many towns are there?\"\nanswer = 12\n";

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factdeck"));
    command.arg("check").arg(folder).args(args);
    command
        .env("FACTDECK_LOG", "/nowhere/log")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn json(output: &Output) -> Vec<Value> {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn write(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) {
    fs::write(folder.path().join(name), content).unwrap();
}

/// Twenty files, each broken in its own way, with the code that must be reported for it.
fn malformed(folder: &TempDir) -> Vec<(String, &'static str)> {
    let good = |id: &str| GOOD.replace("\"good\"", &format!("\"{id}\""));
    let deep = |open: &str| format!("title = \"x\"\nx = {}\n", open.repeat(10_000));
    let mut files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("truncated-string", b"title = \"x\"\n[[fact]]\nid = \"tr".to_vec(), "L001"),
        ("truncated-header", b"title = \"x\"\n[[fact".to_vec(), "L001"),
        ("truncated-array", b"title = \"x\"\n[[fact]]\nid = \"ta\"\nwrong = [\"a\",".to_vec(), "L001"),
        ("utf-16", "title = \"x\"".encode_utf16().flat_map(u16::to_le_bytes).collect(), "L001"),
        ("latin-1", b"title = \"caf\xe9\"\n".to_vec(), "L006"),
        ("cut-character", b"title = \"caf\xc3".to_vec(), "L006"),
        ("nul-bytes", b"title = \"x\"\n\0\0\0\n".to_vec(), "L001"),
        ("only-nul", vec![0; 4096], "L001"),
        ("deep-arrays", deep("[").into_bytes(), "L001"),
        ("deep-tables", deep("{a=").into_bytes(), "L001"),
        ("long-line", [b"title = \"x\"\nnotitle = \"".to_vec(), vec![b'a'; 10 << 20], b"\"\n".to_vec()].concat(), "L002"),
        ("binary", (0..=255).cycle().take(5000).collect(), "L006"),
        ("empty", Vec::new(), "L003"),
        ("json", b"{ \"title\": 1 }".to_vec(), "L001"),
        ("duplicate-key", b"title = \"x\"\ntitle = \"y\"\n".to_vec(), "L001"),
        ("bad-date", b"title = \"x\"\nsource = \"doc\"\n[[fact]]\nid = \"bd\"\nask = \"When?\"\nanswer = 2023-13-45\n".to_vec(), "L001"),
        ("repeated-id", good("good").into_bytes(), "L008"),
        ("windows", good("win").replace('\n', "\r\n").replace("answer", "anwser").into_bytes(), "L002"),
    ];
    let marked = format!("\u{feff}{}", good("bom").replace("ask", "ak"));
    files.push(("byte-order-mark", marked.into_bytes(), "L002"));
    for (name, content, _) in &files {
        write(folder, &format!("{name}.toml"), content);
    }
    fs::create_dir(folder.path().join("folder.toml")).unwrap();
    let named = files
        .into_iter()
        .map(|(name, _, code)| (format!("{name}.toml"), code));
    let mut expected: Vec<_> = named.collect();
    expected.push(("folder.toml".to_owned(), "L007"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.toml")).unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
        expected.push(("dangling.toml".to_owned(), "L007"));
    }
    expected
}

#[test]
fn twenty_malformed_files_are_each_reported_and_the_rest_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "library.toml", HEAD);
    write(&folder, "good.toml", GOOD);
    write(
        &folder,
        "poor.toml",
        GOOD.replace("\"good\"", "\"poor\"")
            .replace("towns", "towns  of old"),
    );
    let expected = malformed(&folder);

    let output = check(folder.path(), &["--format", "json"]);

    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let found = json(&output);
    let has = |file: &str, code: &str| {
        found
            .iter()
            .any(|it| it["code"] == code && it["file"].as_str().unwrap().ends_with(file))
    };
    for (file, code) in &expected {
        assert!(has(file, code), "no {code} for {file}");
    }
    assert!(expected.len() >= 20);
    assert!(has("poor.toml", "T005"), "the rest is checked by rules");
    assert!(!found.iter().any(
        |it| it["file"].as_str().unwrap().ends_with("/good.toml") && it["severity"] == "error"
    ));
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "library.toml", HEAD);
    write(&folder, "secret.toml", GOOD);
    let path = folder.path().join("secret.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Nothing is forbidden to the administrator.
        return;
    }

    let found = json(&check(folder.path(), &["--format", "json"]));

    assert!(found.iter().any(|it| it["code"] == "L007"), "{found:?}");
}

#[test]
fn every_format_says_the_same_bytes_for_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "library.toml", HEAD);
    malformed(&folder);
    for format in ["human", "json", "github", "sarif", "junit"] {
        let run = |threads: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_factdeck"));
            command
                .arg("check")
                .arg(folder.path())
                .args(["--format", format]);
            command
                .env("RAYON_NUM_THREADS", threads)
                .output()
                .unwrap()
                .stdout
        };
        let one = run("1");

        assert!(!one.is_empty());
        assert!(run("4") == one, "{format} differs with four threads");
    }
}

#[test]
fn mending_twice_is_mending_once_and_leaves_every_other_byte_alone() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "library.toml", HEAD);
    let deck = "\u{feff}# kept\r\ntitle = \"T\"  # kept too\r\nsource = \"doc, lead\"\r\n\r\n[[fact]]\r\n\
                id = \"a\"\r\nask = \"How  many towns are there?\"   # spaced\r\nanswer   = 12\r\n";
    write(&folder, "deck.toml", deck);
    let read = || fs::read_to_string(folder.path().join("deck.toml")).unwrap();

    check(folder.path(), &["--fix"]);
    let once = read();
    check(folder.path(), &["--fix"]);

    assert_eq!(once, deck.replace("How  many", "How many"));
    assert_eq!(read(), once);
}

#[test]
fn nothing_to_say_is_an_empty_array_and_status_0() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "library.toml", HEAD);
    write(&folder, "good.toml", GOOD);

    let output = check(folder.path(), &["--format", "json", "--deny", "warnings"]);

    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "[]");
    assert_eq!(output.status.code(), Some(0));
}
