//! Budget articles as budget lines and back.

use crate::{ArticleCode, Budget, BudgetLine, BudgetService, french};

use super::{Article, Flow};

/// What a line says of revenue; expense is what a budget line is without saying so.
const REVENUE: &str = "recette";

impl Article {
    /// The article as printed in a budget field.
    pub(super) fn text(&self) -> String {
        let service = match self.service {
            BudgetService::Ordinary => "ordinaire",
            BudgetService::Extraordinary => "extraordinaire",
        };
        let flow = match self.flow {
            Flow::Revenue => REVENUE,
            Flow::Expense => "dépense",
        };
        let amount = french::amount(self.amount);
        let what = if self.label.is_empty() { "article" } else { &self.label };
        format!("{what} : {amount} ({}, {service}, {flow}, {})", self.code, self.year)
    }

    /// The article as a budget line; its code only when it has the shape of one.
    pub(super) fn line(&self) -> BudgetLine {
        BudgetLine {
            amount: Some(self.amount),
            year: i16::try_from(self.year).ok(),
            service: Some(self.service),
            article: article_code(&self.code),
            label: Some(self.label.clone()).filter(|label| !label.is_empty()),
            note: (self.flow == Flow::Revenue).then(|| REVENUE.to_owned()),
            ..BudgetLine::default()
        }
    }
}

/// `123/45678.2020` in parts; the year behind the point is the article's.
fn article_code(code: &str) -> Option<ArticleCode> {
    let (function, rest) = code.split_once('/')?;
    let economic = rest.split('.').next()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if economic.len() != 5 || !digits(economic) || !digits(function) || !(3..=8).contains(&function.len()) {
        return None;
    }
    let (major, minor) = economic.split_at_checked(3)?;
    Some(ArticleCode { function: function.to_owned(), economic: format!("{major}-{minor}") })
}

/// The articles of a budget: its lines with an amount and an article code.
pub(super) fn articles(budget: &Budget, of: Option<BudgetService>, year: i64) -> impl Iterator<Item = Article> {
    budget.lines.iter().filter_map(move |line| {
        let article = line.article.as_ref()?;
        let year = line.year.map_or(year, i64::from);
        let economic = article.economic.replace('-', "");
        Some(Article {
            year,
            service: line.service.or(of).or_else(|| article.service()).unwrap_or(BudgetService::Ordinary),
            flow: if line.note.as_deref() == Some(REVENUE) { Flow::Revenue } else { Flow::Expense },
            code: format!("{}/{economic}.{year}", article.function),
            label: line.label.clone().unwrap_or_default(),
            amount: line.amount?,
        })
    })
}
