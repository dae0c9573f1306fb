//! Runs cases on a few threads with large stacks; a panic or a case that does not end is a failed case, not a failed run.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::Family;
use super::case::{Case, Data};
use super::compare::Verdict;

const THREADS: usize = 2;
const STACK_BYTES: usize = 256 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// A case and the family that says how to run it.
pub struct Job {
    pub family: &'static Family,
    pub case: Case,
}

/// What the workers share: the jobs, the next one to take, and who is at what since when.
struct Work {
    jobs: Vec<Job>,
    data: Data,
    next: AtomicUsize,
    current: Mutex<HashMap<usize, Instant>>,
}

thread_local! {
    static RUNNING_A_CASE: Cell<bool> = const { Cell::new(false) };
}

/// Runs all jobs and hands each verdict to `report` in the order they come in.
pub fn run(jobs: Vec<Job>, data: Data, mut report: impl FnMut(&Job, Verdict)) {
    silence_panics_of_cases();
    let total = jobs.len();
    let work = Arc::new(Work {
        jobs,
        data,
        next: AtomicUsize::new(0),
        current: Mutex::default(),
    });
    let (sender, receiver) = channel();
    for _ in 0..THREADS.min(total) {
        spawn_worker(&work, &sender);
    }
    let mut done = vec![false; total];
    let mut left = total;
    while left > 0 {
        for (index, verdict) in arrived(&receiver, &work, &sender) {
            if !std::mem::replace(&mut done[index], true) {
                left -= 1;
                report(&work.jobs[index], verdict);
            }
        }
    }
}

/// The next verdicts: those a worker sent, or failures of cases that went on for too long.
fn arrived(
    receiver: &Receiver<(usize, Verdict)>,
    work: &Arc<Work>,
    sender: &Sender<(usize, Verdict)>,
) -> Vec<(usize, Verdict)> {
    if let Ok(arrived) = receiver.recv_timeout(Duration::from_secs(1)) {
        return vec![arrived];
    }
    let mut current = work.current.lock().unwrap();
    let stuck: Vec<usize> = current
        .iter()
        .filter(|(_, since)| since.elapsed() > PATIENCE)
        .map(|(&index, _)| index)
        .collect();
    let verdicts = stuck.iter().map(|&index| {
        current.remove(&index);
        spawn_worker(work, sender);
        (
            index,
            Verdict::failed(
                &work.jobs[index].case,
                json!({"hang": format!("no end after {PATIENCE:?}")}),
            ),
        )
    });
    verdicts.collect()
}

fn spawn_worker(work: &Arc<Work>, sender: &Sender<(usize, Verdict)>) {
    let work = Arc::clone(work);
    let sender = sender.clone();
    let worker = move || {
        loop {
            let index = work.next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = work.jobs.get(index) else {
                return;
            };
            work.current.lock().unwrap().insert(index, Instant::now());
            let verdict = verdict_of(job, &work.data);
            work.current.lock().unwrap().remove(&index);
            if sender.send((index, verdict)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(worker)
        .unwrap();
}

/// Runs one case where a panic is a failure of the case.
pub fn verdict_of(job: &Job, data: &Data) -> Verdict {
    let family = job.family;
    RUNNING_A_CASE.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        let actual = (family.run)(&job.case, data);
        (family.compare)(&job.case, data, actual)
    }));
    RUNNING_A_CASE.set(false);
    outcome.unwrap_or_else(|cause| {
        Verdict::failed(&job.case, json!({"panic": panic_text(cause.as_ref())}))
    })
}

fn panic_text(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

/// A panic of a case is shown as the outcome of that case only.
fn silence_panics_of_cases() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !RUNNING_A_CASE.get() {
            usual(info);
        }
    }));
}
